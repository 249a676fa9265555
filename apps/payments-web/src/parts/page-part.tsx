import { use, type ComponentType } from 'react';

interface Loaded {
  readonly default: ComponentType;
}

/** A page that is loaded apart. `load` fetches it ahead, so that it is drawn at once. */
export interface PagePart {
  (): React.JSX.Element;
  load(): Promise<unknown>;
}

/**
 * As React's `lazy`, but for a page that is there already: `lazy` always shows what stands for it first, and then holds the page
 * back for a third of a second, so that it does not flicker.
 */
export function pagePart(fetchIt: () => Promise<Loaded>): PagePart {
  let there: ComponentType | null = null;
  let asked: Promise<ComponentType> | null = null;
  const load = () =>
    (asked ??= fetchIt().then((module) => {
      there = module.default;
      return there;
    }));
  const Part = () => {
    const Page = there ?? use(load());
    return <Page />;
  };
  return Object.assign(Part, { load });
}
