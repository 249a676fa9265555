import { ApiExtraModels, ApiProperty, getSchemaPath, type ApiPropertyOptions } from '@nestjs/swagger';

type Model = new () => object;
/** What may be said of a field beside its type. */
interface About {
  readonly description?: string;
  readonly example?: unknown;
  readonly required?: boolean;
}

const PLAIN = {
  text: { type: 'string' },
  whole: { type: 'integer' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  time: { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' },
  url: { type: 'string', format: 'uri' },
  texts: { type: 'object', additionalProperties: { type: 'string' } },
} as const;
type Plain = keyof typeof PLAIN;

/** A field of a plain type. */
export const Field = (type: Plain, about: About = {}): PropertyDecorator => property({ ...PLAIN[type], ...about });

/** A plain field that is null where there is nothing to say, in the words of OpenAPI 3.1 (JSON Schema). */
export const OrNull = (type: Plain, about: About = {}): PropertyDecorator =>
  property({ oneOf: [PLAIN[type], { type: 'null' }], ...about });

/** One of a closed set of words. */
export const Word = (words: readonly string[], about: About = {}): PropertyDecorator =>
  property({ type: 'string', enum: [...words], ...about });

export const WordOrNull = (words: readonly string[], about: About = {}): PropertyDecorator =>
  property({ oneOf: [{ type: 'string', enum: [...words] }, { type: 'null' }], ...about });

/** Another view. */
export const Part = (model: () => Model, about: About = {}): PropertyDecorator =>
  property({ type: () => model(), ...about });

export const PartOrNull =
  (model: () => Model, about: About = {}): PropertyDecorator =>
  (target, key) => {
    const type = model();
    ApiExtraModels(type)(target.constructor);
    property({ oneOf: [{ $ref: getSchemaPath(type) }, { type: 'null' }], ...about })(target, key);
  };

export const Parts = (model: () => Model, about: About = {}): PropertyDecorator =>
  property({ type: () => [model()], ...about });

/** One of several views; `nullable`: or null. */
export const OneOf =
  (models: readonly Model[], { nullable = false, ...about }: About & { readonly nullable?: boolean } = {}) =>
  (target: object, key: string | symbol): void => {
    ApiExtraModels(...models)(target.constructor);
    const refs = models.map((model) => ({ $ref: getSchemaPath(model) }));
    property({ oneOf: nullable ? [...refs, { type: 'null' }] : refs, ...about })(target, key);
  };

function property(options: object): PropertyDecorator {
  return ApiProperty(options as ApiPropertyOptions);
}
