/** CQL2 text as a server reads it, with SQL's three values: a comparison with null is unknown. Tests only. */
type Truth = boolean | null;
type Row = Record<string, unknown>;
type Test = (row: Row) => Truth;

const TOKEN = /\s*("[^"]+"|'(?:[^']|'')*'|<=|>=|<>|[=<>(),]|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z]+)/gy;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    tokens.push(found[1]!);
    end = TOKEN.lastIndex;
  }
  if (text.slice(end).trim() !== '') throw new Error(`CQL2: cannot read ${text.slice(end)}`);
  return tokens;
}

const and = (a: Truth, b: Truth): Truth =>
  a === false || b === false ? false : a === null || b === null ? null : true;
const not = (a: Truth): Truth => (a === null ? null : !a);

const OPERATORS: Record<string, (a: never, b: never) => boolean> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** Throws for anything that is not the part of the language that the connector uses. */
export function parseCql2(text: string): Test {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at]?.toUpperCase();
  const take = (wanted?: string) => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token.toUpperCase() !== wanted))
      throw new Error(`CQL2: expected ${wanted ?? 'more'}, found ${token} in ${text}`);
    return token;
  };
  const literal = (): unknown => {
    const token = take();
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^(TIMESTAMP|DATE)$/i.test(token)) {
      take('(');
      const value = literal();
      take(')');
      return value;
    }
    if (/^(TRUE|FALSE)$/i.test(token)) return token.toUpperCase() === 'TRUE';
    if (!Number.isFinite(Number(token))) throw new Error(`CQL2: ${token} is no literal`);
    return Number(token);
  };
  const either = (): Test => {
    let left = both();
    while (peek() === 'OR') {
      take();
      const [a, b] = [left, both()];
      left = (row) => not(and(not(a(row)), not(b(row))));
    }
    return left;
  };
  const both = (): Test => {
    let left = one();
    while (peek() === 'AND') {
      take();
      const [a, b] = [left, one()];
      left = (row) => and(a(row), b(row));
    }
    return left;
  };
  const one = (): Test => {
    if (peek() === '(') {
      take();
      const inner = either();
      take(')');
      return inner;
    }
    const name = take();
    if (!name.startsWith('"')) throw new Error(`CQL2: ${name} is no property`);
    const readValue = (row: Row) => row[name.slice(1, -1)] ?? null;
    const operator = take().toUpperCase();
    if (operator === 'IS') {
      const negated = peek() === 'NOT';
      if (negated) take();
      take('NULL');
      return (row) => (readValue(row) === null) !== negated;
    }
    if (operator === 'LIKE' || operator === 'NOT') {
      if (operator === 'NOT') take('LIKE');
      const source = String(literal())
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('%', '.*')
        .replaceAll('_', '.');
      const form = new RegExp(`^${source}$`, 'su');
      return (row) => {
        const value = readValue(row);
        return value === null ? null : form.test(String(value)) === (operator === 'LIKE');
      };
    }
    const compare = OPERATORS[operator];
    if (!compare) throw new Error(`CQL2: operator ${operator}`);
    const wanted = literal();
    return (row) => {
      const value = readValue(row);
      return value === null ? null : compare(value as never, wanted as never);
    };
  };
  const whole = either();
  if (at < tokens.length) throw new Error(`CQL2: ${tokens.slice(at).join(' ')} is left over`);
  return whole;
}
