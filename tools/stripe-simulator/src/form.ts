/** A form-encoded body or query, as Stripe reads it: `a[b][c]=1` nests; a list is a tree whose keys are 0, 1, 2 … */
export interface FormTree {
  readonly [key: string]: string | FormTree;
}

interface MutableTree {
  [key: string]: string | MutableTree;
}

/** Deeper than any parameter of Stripe's, shallow enough that a hostile body costs nothing. */
const DEPTH_MAX = 8;

/** Reads `application/x-www-form-urlencoded` text into a tree; throws a plain Error where a name is malformed. */
export function parseForm(text: string): FormTree {
  const root = emptyTree();
  for (const [name, value] of new URLSearchParams(text)) place(root, splitName(name), value);
  return root;
}

/** The same parameters in any order give the same text: what an idempotency key is held to. */
export function canonicalForm(tree: FormTree): string {
  return JSON.stringify(sorted(tree));
}

function sorted(tree: FormTree): unknown {
  return Object.keys(tree)
    .sort()
    .map((key) => {
      const value = tree[key];
      return [key, typeof value === 'object' ? sorted(value) : value];
    });
}

/** Without a prototype, so that a parameter named `__proto__` is a parameter and no more. */
function emptyTree(): MutableTree {
  return Object.create(null) as MutableTree;
}

function splitName(name: string): readonly string[] {
  const parts = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!parts?.[1]) throw new Error(`Invalid parameter name: ${name}`);
  const inner = [...(parts[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '');
  if (inner.length > DEPTH_MAX) throw new Error(`Parameter nested too deeply: ${parts[1]}`);
  return [parts[1], ...inner];
}

function place(root: MutableTree, path: readonly string[], value: string): void {
  let tree = root;
  path.forEach((part, depth) => {
    const key = part === '' ? String(Object.keys(tree).length) : part;
    if (depth === path.length - 1) {
      tree[key] = value;
      return;
    }
    const next = tree[key];
    if (typeof next === 'object') {
      tree = next;
    } else {
      const made = emptyTree();
      tree[key] = made;
      tree = made;
    }
  });
}

/** The text at a path, or undefined where it was not sent or is a tree. */
export function textAt(tree: FormTree, ...path: readonly string[]): string | undefined {
  const value = valueAt(tree, path);
  return typeof value === 'string' ? value : undefined;
}

/** The whole number at a path; the route's fields were checked before, so that it is one. */
export function integerAt(tree: FormTree, ...path: readonly string[]): number | undefined {
  const text = textAt(tree, ...path);
  return text === undefined || text === '' ? undefined : Number(text);
}

export function flagAt(tree: FormTree, ...path: readonly string[]): boolean | undefined {
  const text = textAt(tree, ...path);
  return text === undefined ? undefined : text === 'true';
}

export function treeAt(tree: FormTree, ...path: readonly string[]): FormTree | undefined {
  const value = valueAt(tree, path);
  return typeof value === 'object' ? value : undefined;
}

export function listAt(tree: FormTree, ...path: readonly string[]): readonly string[] {
  const list = treeAt(tree, ...path);
  return list ? Object.values(list).filter((value) => typeof value === 'string') : [];
}

function valueAt(tree: FormTree, path: readonly string[]): string | FormTree | undefined {
  let value: string | FormTree | undefined = tree;
  for (const part of path) value = typeof value === 'object' ? value[part] : undefined;
  return value;
}
