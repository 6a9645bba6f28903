/** Faults put into a source file, one at a time: each is a condition turned around or a step left out. Pure. */
import { type ESTree, parseSync, Visitor } from 'vite';

export interface Mutant {
  /** Of the text that is replaced, in UTF-16 units. */
  start: number;
  end: number;
  replacement: string;
  line: number;
}

const turned: Record<string, string[]> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
};

/** Throws where the file does not parse. */
export function mutantsOf(name: string, source: string): Mutant[] {
  const { program, errors } = parseSync(name, source);
  if (errors.length > 0) throw new Error(`${name} does not parse: ${errors[0]?.message}`);
  const found: Mutant[] = [];
  const put = ({ start, end }: { start: number; end: number }, replacement: string) => {
    if (source.slice(start, end) === replacement) return;
    found.push({ start, end, replacement, line: source.slice(0, start).split('\n').length });
  };
  const text = ({ start, end }: { start: number; end: number }) => source.slice(start, end);

  function turnOperator({ left, right, operator }: ESTree.BinaryExpression | ESTree.LogicalExpression): void {
    for (const other of turned[operator] ?? []) {
      put({ start: left.start, end: right.end }, `${text(left)} ${other} ${text(right)}`);
    }
  }
  function settle(test: ESTree.Expression): void {
    put(test, 'true');
    put(test, 'false');
  }

  new Visitor({
    BinaryExpression: turnOperator,
    LogicalExpression: turnOperator,
    UnaryExpression(node) {
      if (node.operator === '!') put(node, `(${text(node.argument)})`);
    },
    IfStatement: (node) => settle(node.test),
    ConditionalExpression: (node) => settle(node.test),
    Literal(node) {
      if (typeof node.value === 'boolean') put(node, String(!node.value));
    },
    CallExpression({ callee }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (callee.property.name === 'some') put(callee.property, 'every');
      if (callee.property.name === 'every') put(callee.property, 'some');
    },
    ExpressionStatement(node) {
      if (/^(await |void )?[\w.]+\(/.test(text(node))) put(node, ';');
    },
  }).visit(program);
  return found;
}
