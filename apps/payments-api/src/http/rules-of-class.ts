import { getMetadataStorage, type ValidationArguments } from 'class-validator';

/** One rule of a field, as its decorator registered it. */
interface Rule {
  readonly constraints: ValidationArguments['constraints'];
  readonly validate: (value: unknown, about: ValidationArguments) => unknown;
}

interface Field {
  readonly name: string;
  /** All must hold, or the field's rules are not asked. */
  readonly conditions: readonly ((object: object, value: unknown) => unknown)[];
  readonly rules: readonly Rule[];
  /** Looks into its value, which needs more than a rule: where it is there, nothing is said quickly. */
  readonly nests: boolean;
}

/** What a class' decorators ask for, gathered once. */
export interface ClassRules {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly known: ReadonlySet<string>;
}

const CONDITION = 'conditionalValidation';
const NESTED = 'nestedValidation';
const RULE = 'customValidation';

/**
 * The rules that class-validator keeps for a class; it gathers them anew for each body, which costs more than asking them.
 * `null` where something is among them that only class-validator itself can judge: groups, rules that answer later, rules of a list's members.
 */
export function rulesOfClass(type: new () => object): ClassRules | null {
  const storage = getMetadataStorage();
  const fields = new Map<string, { -readonly [K in keyof Field]: Field[K] }>();
  for (const found of storage.getTargetValidationMetadatas(type, '', false, false)) {
    if (!isPlain(found)) return null;
    const { type: kind, propertyName: name, constraints, constraintCls } = found;
    const field = fields.get(name) ?? { name, conditions: [], rules: [], nests: false };
    fields.set(name, field);
    if (kind === CONDITION) field.conditions = [...field.conditions, constraints[0] as Field['conditions'][number]];
    else if (kind === NESTED || found.each) field.nests = true;
    else if (kind !== RULE) return null;
    else {
      for (const { async, instance } of storage.getTargetValidatorConstraints(constraintCls)) {
        if (async) return null;
        field.rules = [...field.rules, { constraints, validate: (value, about) => instance.validate(value, about) }];
      }
    }
  }
  if (fields.size === 0) return null;
  return { name: type.name, fields: [...fields.values()], known: new Set(fields.keys()) };
}

/** True where nothing unknown is there and every rule holds. False says nothing: class-validator has the word then, and the words. */
export function surelyHold({ name: targetName, fields, known }: ClassRules, object: object): boolean {
  if (!Object.keys(object).every((key) => known.has(key))) return false;
  return fields.every(({ name: property, conditions, rules, nests }) => {
    const value: unknown = Reflect.get(object, property);
    if (!conditions.every((applies) => applies(object, value))) return true;
    if (nests) return false;
    return rules.every(
      ({ constraints, validate }) => validate(value, { targetName, property, object, value, constraints }) === true,
    );
  });
}

/** Always asked, wherever the class is used. Its type says that these options are always there; they are not. */
function isPlain(found: { groups?: readonly string[]; context?: unknown; validateIf?: unknown }): boolean {
  return (found.groups ?? []).length === 0 && found.context === undefined && found.validateIf === undefined;
}
