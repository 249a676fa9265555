import { createContext, runInContext } from 'node:vm';

/** A page as small as the widget's stand-in needs it: the script runs as served, the DOM is a fake of our own. */

interface Widget {
  on(event: string, callback: () => void): void;
  render(elementId: string): Promise<void>;
  destroy(): void;
}
type WidgetClass = new (options: object) => Widget;

class FakeElement {
  readonly dataset: Record<string, string> = {};
  readonly style: Record<string, string> = {};
  children: FakeElement[] = [];
  parent: FakeElement | undefined;
  disabled = false;
  textContent = '';
  value = '';
  readonly name: string;
  #onClick: ((event: { target: FakeElement }) => void) | undefined;

  constructor(name: string) {
    this.name = name;
  }
  setAttribute(key: string, value: string): void {
    if (key.startsWith('data-')) this.dataset[key.slice('data-'.length)] = value;
  }
  append(...added: FakeElement[]): void {
    for (const child of added) child.parent = this;
    this.children.push(...added);
  }
  remove(): void {
    if (this.parent) this.parent.children = this.parent.children.filter((child) => child !== this);
  }
  addEventListener(_type: 'click', listener: (event: { target: FakeElement }) => void): void {
    this.#onClick = listener;
  }
  click(): void {
    for (let at = this.parent; at; at = at.parent) at.#onClick?.({ target: this });
  }
  querySelectorAll(name: string): FakeElement[] {
    return this.children.flatMap((child) => [...(child.name === name ? [child] : []), ...child.querySelectorAll(name)]);
  }
}

export async function openWidget(origin: string, options: object) {
  const host = new FakeElement('div');
  const events: string[] = [];
  const errors: string[] = [];
  let location = '';
  const calls: Promise<unknown>[] = [];
  const window: { YooMoneyCheckoutWidget?: WidgetClass; location: object } = {
    location: { assign: (url: string) => (location = url) },
  };
  const document = {
    currentScript: { src: `${origin}/checkout-widget.js` },
    getElementById: (id: string) => (id === 'form' ? host : null),
    createElement: (name: string) => new FakeElement(name),
    body: host,
  };
  const tracked = (url: string, init: RequestInit): Promise<Response> => {
    const answer = fetch(url, init);
    calls.push(answer.catch(() => undefined));
    return answer;
  };
  const script = await (await fetch(document.currentScript.src)).text();
  runInContext(script, createContext({ window, document, fetch: tracked, URL }));
  const Made = window.YooMoneyCheckoutWidget;
  if (!Made) throw new Error('The script set no global');
  const report = ({ error }: { error: string }) => void errors.push(error);
  const widget = new Made({ ...options, error_callback: report });
  for (const event of ['success', 'fail', 'complete']) widget.on(event, () => void events.push(event));
  await widget.render('form');

  return {
    events,
    errors,
    get location() {
      return location;
    },
    buttons: () => host.querySelectorAll('button').map((button) => button.dataset['action']),
    choose: (reason: string) => host.querySelectorAll('select').forEach((select) => (select.value = reason)),
    destroy: () => widget.destroy(),
    async press(action: string): Promise<void> {
      host
        .querySelectorAll('button')
        .find((button) => button.dataset['action'] === action)
        ?.click();
      await Promise.all(calls);
      // The script reads the answer's body after the fetch that we saw.
      for (let tries = 0; tries < 50 && events.length === 0 && location === ''; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
