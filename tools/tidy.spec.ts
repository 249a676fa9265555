import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The rules of style that a formatter and a linter don't know. `git ls-files` is what is looked at: what is kept, and
 * what is about to be.
 */
const root = join(import.meta.dirname, '..');
const LINES_MAX = 300;

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const files = listed.split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const isCode = (path: string): boolean => /\.(ts|tsx|mts|mjs|js)$/.test(path);
const isText = (path: string): boolean =>
  /\.(ts|tsx|mjs|js|json|md|yml|yaml|css|html|sql|sh|txt)$/.test(path) ||
  path === '.ci/run' ||
  basename(path) === 'Dockerfile';
/** Made by a program from something else, so nobody reads or writes it by hand. */
const isGenerated = (path: string): boolean =>
  /(^|\/)(package-lock\.json|schema\.ts|openapi\.yaml|currencies\.ts)$/.test(path) || path.endsWith('.min.js');
const isPlanted = (path: string): boolean =>
  path.startsWith('tools/fixtures/') || path === 'tools/tidy.spec.ts' || path === 'tools/boundaries.spec.ts';
const source = files.filter((path) => isCode(path) && !isGenerated(path) && !isPlanted(path));

type Rule = { readonly title: string; readonly breaks: (path: string) => string | null };

const NEST_SUFFIXES = ['controller', 'module', 'filter', 'job', 'guard', 'interceptor', 'pipe'];
const OTHER_SUFFIXES = ['', 'config', 'd', 'preset'];
const BAD_WORDS = [
  'service',
  'mapper',
  'entity',
  'utils',
  'util',
  'helper',
  'helpers',
  'common',
  'shared',
  'manager',
  'impl',
];

const RULES_OF_NAMES: readonly Rule[] = [
  {
    title: 'a file is kebab-case, and so is its folder',
    breaks: (path) => (path.split('/').every(isKebab) ? null : path),
  },
  {
    title: 'only Nest files and specs have a suffix',
    breaks(path) {
      const [, ...suffixes] = basename(path)
        .replace(/\.[^.]+$/, '')
        .split('.');
      const suffix = suffixes.join('.');
      return suffix === '' ||
        [...NEST_SUFFIXES, ...OTHER_SUFFIXES].includes(suffix.replace(/\.?((int|e2e)\.)?spec$/, ''))
        ? null
        : path;
    },
  },
  {
    title: 'a file is named for what it holds: no service, mapper, utils, shared …',
    breaks: (path) =>
      path.split('/').some(
        (part) =>
          part
            .split('.')
            .slice(0, -1)
            .some((word) => BAD_WORDS.includes(word)) || BAD_WORDS.includes(part),
      )
        ? path
        : null,
  },
  {
    title: "no index.ts but a lib's own",
    breaks: (path) =>
      basename(path) !== 'index.ts' || /^(libs|tools|apps)\/[^/]+\/src\/(testing\/)?index\.ts$/.test(path)
        ? null
        : path,
  },
];

const RULES_OF_TEXT: readonly Rule[] = [
  {
    title: `no source file over ${LINES_MAX} lines`,
    breaks: (path) => (/\.spec\.tsx?$/.test(path) || read(path).split('\n').length <= LINES_MAX ? null : path),
  },
  // In quotes it is ISO 4217's code for no currency, which tests refuse.
  { title: 'nothing is left to do', breaks: (path) => lineWith(path, /\b(TODO|FIXME|HACK)\b|(?<!')\bXXX\b/) },
  {
    title: 'no rule is switched off',
    breaks: (path) =>
      lineWith(
        path,
        /eslint-disable|@ts-ignore|@ts-nocheck|@ts-expect-error|prettier-ignore|istanbul ignore|c8 ignore|v8 ignore/,
      ),
  },
  {
    // But where there is no browser to look through.
    title: 'no test is left out, or alone',
    breaks: (path) =>
      /\.spec\.tsx?$/.test(path)
        ? lineWith(
            path,
            /(?<!CHROMIUM\) \? describe : )\b(it|test|describe)\.(only|skip|todo)\b|\bx(it|describe)\(|\bfit\(/,
          )
        : null,
  },
  {
    title: 'neighbours are imported with their ending',
    breaks: (path) =>
      /\.tsx?$/.test(path) ? lineWith(path, /from '\.{1,2}\/[^']*(?<!\.(ts|tsx|js|mjs|css|json|svg))'/) : null,
  },
];

describe('tidiness', () => {
  it.each(RULES_OF_NAMES)('$title', ({ breaks }) => {
    expect(source.map(breaks).filter((found) => found !== null)).toEqual([]);
  });

  it.each(RULES_OF_TEXT)('$title', ({ breaks }) => {
    expect(source.map(breaks).filter((found) => found !== null)).toEqual([]);
  });

  it('names no machine: no path of somebody’s disk, no package registry', () => {
    const machine =
      /(?<![\w.])\/(home|Users|root|work)\/[a-z]|registry\.(npm|[a-z0-9-]+\.(org|com|net|io|dev)\b)|_authToken/;
    const texts = files.filter((path) => isText(path) && !isPlanted(path) && path !== 'docs/openapi.yaml');
    expect(texts.map((path) => lineWith(path, machine)).filter((found) => found !== null)).toEqual([]);
  });

  it('is strict in every package: its settings extend the base, and loosen nothing', () => {
    const configs = files.filter((path) => /^(libs|tools|apps)\/[^/]+\/tsconfig(\.lib|\.spec)?\.json$/.test(path));
    const wrong = configs.filter((path) => {
      const text = read(path);
      const onlyReferences = text.includes('"files": []');
      return (
        (!onlyReferences && !/"extends": "[./]+\/tsconfig\.base\.json"/.test(text)) ||
        /"(strict\w*|noImplicit\w*|noUnchecked\w*|exactOptional\w*)": false/.test(text)
      );
    });
    expect(configs.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
    expect(read('tsconfig.base.json')).toMatch(
      /"strict": true[\s\S]*"noUncheckedIndexedAccess": true[\s\S]*"exactOptionalPropertyTypes": true/,
    );
  });

  it('explains every constraint of the database where it is made', () => {
    const migrations = files.filter((path) => /\/migrations\/.+\.(ts|sql)$/.test(path) && !path.includes('.spec.'));
    const silent = migrations.flatMap((path) => {
      const lines = read(path).split('\n');
      return lines.flatMap((line, at) =>
        isConstraint(line) && !isExplained(lines, at) ? [`${path}:${at + 1}: ${line.trim()}`] : [],
      );
    });
    expect(silent).toEqual([]);
  });

  it('starts the service in its image with the flags of npm start', () => {
    const flags = /--\S+/g;
    const scripts = (JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts;
    const command = /^CMD \["node".*$/m.exec(read('Dockerfile'))?.[0] ?? '';
    expect(command.match(/--[^"]+/g)).toEqual(scripts.start.match(flags));
  });

  it('has every package tested by its own settings', () => {
    const packages = files.filter((path) => /^(libs|tools)\/[^/]+\/package\.json$/.test(path)).map(dirname);
    expect(packages.filter((path) => !existsSync(join(root, path, 'jest.config.mjs')))).toEqual([]);
  });
});

function isKebab(part: string): boolean {
  return /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part);
}

/** The first line of the file that matches, for the reader of a failure; null where none does. */
function lineWith(path: string, pattern: RegExp): string | null {
  const lines = read(path).split('\n');
  const at = lines.findIndex((line) => pattern.test(line));
  return at === -1 ? null : `${path}:${at + 1}: ${lines[at]?.trim()}`;
}

function isConstraint(line: string): boolean {
  return /\bCHECK\s*\(|\bUNIQUE INDEX\b|\bUNIQUE\s*\(|\bCREATE TRIGGER\b/.test(line) && !/^\s*(--|\/\/|\*)/.test(line);
}

/** A comment on the line itself, or right above it (above the constraint's own lines). */
function isExplained(lines: readonly string[], at: number): boolean {
  const isComment = (line: string | undefined): boolean => line !== undefined && /(^|\s)(--|\/\/|\*|\/\*)/.test(line);
  return [0, 1, 2, 3].some((back) => isComment(lines[at - back]));
}
