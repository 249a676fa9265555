import type { FetchResponse, MaybeOptionalInit } from 'openapi-fetch';
import type { paths } from './schema.ts';

type Method = 'get' | 'post' | 'patch' | 'delete';
type Media = `${string}/${string}`;

/** The paths that know a method. */
export type PathsOf<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Readonly<Record<M, object>> ? Path : never;
}[keyof paths];

type Init<M extends Method, Path extends PathsOf<M>> = MaybeOptionalInit<paths[Path], M>;
type InitArguments<Given> = undefined extends Given ? [init?: Given] : [init: Given];
type Answer<M extends Method, Path extends PathsOf<M>, Options> = Promise<
  FetchResponse<paths[Path][M] & Record<string, unknown>, Options, Media>
>;

/**
 * openapi-fetch's calls, with the request's type fixed by the path instead of inferred from what is passed: an inferred one takes any
 * field beside the known ones, and a misspelt field would be found by the service instead of the compiler.
 */
export interface Call<M extends Method> {
  /** A file. */
  <Path extends PathsOf<M>>(
    path: Path,
    init: Init<M, Path> & { readonly parseAs: 'blob' },
  ): Answer<M, Path, { readonly parseAs: 'blob' }>;
  <Path extends PathsOf<M>>(path: Path, ...init: InitArguments<Init<M, Path>>): Answer<M, Path, object>;
}

/** The methods that the service has. */
export interface ExactCalls {
  readonly GET: Call<'get'>;
  readonly POST: Call<'post'>;
  readonly PATCH: Call<'patch'>;
  readonly DELETE: Call<'delete'>;
}
