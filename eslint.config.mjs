import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// The boundary rule passes everything, silently, while Nx has no picture of the workspace: draw it first.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync();

const SPECS = ['**/*.spec.ts', '**/*.spec.tsx', '**/e2e/**/*.ts', '**/test/**/*.ts'];
const DOMAIN = 'libs/payments-domain/src/**/*.ts';

/** Who may import whom (docs/architecture.md). Tests reach further: for a database, a simulator, the client. */
const MAY_IMPORT = {
  'type:domain': [],
  'type:adapter': ['type:domain'],
  'type:database': [],
  'type:app': ['type:domain', 'type:adapter', 'type:database', 'type:simulator'],
  'type:web': ['type:client'],
  'type:client': [],
  'type:simulator': [],
};
const TESTS_MAY_IMPORT_TOO = {
  'type:adapter': ['type:adapter', 'type:database', 'type:simulator'],
  'type:app': ['type:client'],
  'type:web': ['type:app', 'type:database', 'type:simulator'],
};

/** A library from outside lives in one room, so that it can be replaced there. */
const LIVES_IN = [
  { name: 'typeorm', rooms: ['libs/payments-postgres/**'] },
  // The simulator is held against the SDK's own types and, in its tests, against the SDK itself.
  {
    name: 'stripe',
    rooms: ['libs/provider-stripe/**', 'tools/stripe-simulator/test/**', 'tools/stripe-simulator/**/*.spec.ts'],
    typesIn: 'tools/stripe-simulator/**',
  },
  {
    name: '@a2seven/yoo-checkout',
    rooms: ['libs/provider-yookassa/**', 'tools/yookassa-simulator/test/**', 'tools/yookassa-simulator/**/*.spec.ts'],
  },
  { name: '@nestjs/*', rooms: ['apps/payments-api/**'] },
];

const boundaries = (more) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    {
      allow: [],
      // The service loads them where they are wanted, a test always wants them.
      checkDynamicDependenciesExceptions: ['@payments/stripe-simulator', '@payments/yookassa-simulator'],
      depConstraints: Object.entries(MAY_IMPORT).map(([sourceTag, tags]) => ({
        sourceTag,
        onlyDependOnLibsWithTags: [...tags, ...(more[sourceTag] ?? [])],
      })),
    },
  ],
});

const strangers = (homes, room) =>
  homes.map(({ name, rooms, typesIn }) => ({
    group: [name, ...(name.endsWith('*') ? [] : [`${name}/*`])],
    allowTypeImports: room !== undefined && room === typesIn,
    message: `${name} is imported in ${rooms[0]} only.`,
  }));
const restricted = (options) => ({ '@typescript-eslint/no-restricted-imports': ['error', options] });

/** One block a room: a later block replaces an earlier one's list, so each says all that holds there. */
const roomBlocks = [
  ...new Set(LIVES_IN.flatMap(({ rooms, typesIn }) => [...(typesIn ? [typesIn] : []), ...rooms])),
].map((room) => ({
  files: [room.endsWith('.ts') ? room : `${room}/*.ts`],
  rules: restricted({
    patterns: strangers(
      LIVES_IN.filter(({ rooms }) => !rooms.includes(room)),
      room,
    ),
  }),
}));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/out-tsc/',
      '**/coverage/',
      '**/.data/',
      '.nx/',
      '**/reports/',
      '**/.stryker-tmp/',
      'libs/payments-client/src/schema.ts',
      'tools/fixtures/',
    ],
  },
  // A rule that is wrong is changed here, for all, with a reason; not switched off line by line.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: nodeGlobals() },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': 'error',
      'no-unreachable': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
    },
  },
  // Scripts for a browser, served as they are.
  {
    files: ['**/assets/**/*.js', '**/browser/**/*.js'],
    languageOptions: {
      globals: { document: 'readonly', window: 'readonly', location: 'readonly', queueMicrotask: 'readonly' },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strict],
    plugins: { '@nx': nx, 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      ...boundaries({}),
      ...restricted({ patterns: strangers(LIVES_IN) }),
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-self-import': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...castsThatLie()],
      // A promise that nobody waits for is how work gets lost.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A Nest module is a class that only carries its decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  ...roomBlocks,
  {
    files: SPECS,
    rules: {
      ...boundaries(TESTS_MAY_IMPORT_TOO),
      // In a test it fails the test, which is what it is for.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: [DOMAIN],
    rules: {
      ...restricted({
        patterns: [
          ...strangers(LIVES_IN),
          {
            regex: '^(?!\\.{1,2}/|node:|fast-check$|currency-codes$|@jest/|@payments/)',
            message: 'The domain depends on nothing.',
          },
        ],
      }),
    },
  },
  {
    files: [DOMAIN],
    ignores: [...SPECS, '**/src/testing/**'],
    rules: {
      ...restricted({
        paths: [
          {
            name: 'node:crypto',
            allowImportNames: ['createHash', 'hash'],
            message: 'SHA-256 only: randomness comes from deps.',
          },
        ],
        patterns: [
          {
            regex: '^(?!\\.{1,2}/|node:crypto$)',
            message: 'The domain imports its own files and node:crypto, nothing else.',
          },
        ],
      }),
      'no-restricted-syntax': ['error', ...castsThatLie(), ...clockAndChance()],
      'no-restricted-globals': [
        'error',
        'process',
        'performance',
        'crypto',
        'fetch',
        'setTimeout',
        'setInterval',
        'setImmediate',
      ],
    },
  },
);

function castsThatLie() {
  return [
    {
      selector: 'TSAsExpression > TSAsExpression',
      message: 'A cast through another cast hides what is wrong; parse or narrow instead.',
    },
  ];
}

/** Time and ids come from deps, so that a test can replay any history. */
function clockAndChance() {
  return [
    {
      selector: 'MemberExpression[object.name="Date"][property.name="now"]',
      message: 'The time comes from deps.now().',
    },
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The time comes from deps.now().' },
    { selector: 'CallExpression[callee.name="Date"]', message: 'The time comes from deps.now().' },
    {
      selector: 'MemberExpression[object.name="Math"][property.name="random"]',
      message: 'Randomness comes from deps.',
    },
    { selector: 'MemberExpression[object.name="globalThis"]', message: 'The domain has no surroundings.' },
  ];
}

function nodeGlobals() {
  const names = [
    'process',
    'console',
    'URL',
    'URLSearchParams',
    'Buffer',
    'AbortController',
    'AbortSignal',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'performance',
    'fetch',
    'TextEncoder',
    'TextDecoder',
    'globalThis',
    'structuredClone',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
