/** As much of Jest as the contract suites use: a consumer's compiler needs no types of a test runner. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>, timeoutMs?: number): void;
  beforeEach(body: () => Promise<void>): void;
  afterEach(body: () => Promise<void>): void;
  expect(actual: unknown): Expectation;
}

export interface Expectation {
  readonly not: Expectation;
  readonly rejects: AsyncExpectation;
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toMatchObject(expected: object): void;
  toContain(expected: unknown): void;
  toContainEqual(expected: unknown): void;
  toHaveLength(expected: number): void;
  toBeNull(): void;
  toBeGreaterThan(expected: number): void;
  toBeLessThan(expected: number): void;
}

export interface AsyncExpectation {
  toThrow(expected?: string | RegExp): Promise<void>;
  toMatchObject(expected: object): Promise<void>;
}

/** The runner that this file is run by. Throws outside one. */
export function testRunner(): TestRunner {
  const world: object = globalThis;
  if (!isTestRunner(world)) throw new Error('a contract suite runs inside Jest, or another runner with its globals');
  return world;
}

function isTestRunner(world: object): world is TestRunner {
  return ['describe', 'it', 'beforeEach', 'afterEach', 'expect'].every((name) => name in world);
}
