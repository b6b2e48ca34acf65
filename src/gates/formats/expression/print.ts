import type { Expression } from './parse.ts';

/** The expression in one normal form: `and`, `or` and `not` spelled out, double quotes, no needless spaces. */
export const printExpression = (node: Expression): string => {
  switch (node.kind) {
    case 'literal':
      return node.value === null ? 'nil' : JSON.stringify(node.value);
    case 'name':
      return node.name;
    case 'element':
      return '#';
    case 'array':
      return `[${node.items.map(printExpression).join(', ')}]`;
    case 'member': {
      const property = node.property;
      const named = property.kind === 'literal' && typeof property.value === 'string' && /^[A-Za-z_]\w*$/.test(property.value);
      return named ? `${printExpression(node.object)}${node.optional ? '?' : ''}.${String(property.value)}` : `${printExpression(node.object)}[${printExpression(property)}]`;
    }
    case 'call':
      return `${node.name}(${node.arguments.map(printExpression).join(', ')})`;
    case 'unary':
      return node.operator === 'not' ? `not ${operand(node.operand)}` : `${node.operator}${operand(node.operand)}`;
    case 'binary':
      return `${operand(node.left)} ${node.operator} ${operand(node.right)}`;
    case 'conditional':
      return `${operand(node.test)} ? ${operand(node.whenTrue)} : ${operand(node.otherwise)}`;
  }
};

const operand = (node: Expression): string =>
  node.kind === 'binary' || node.kind === 'conditional' ? `(${printExpression(node)})` : printExpression(node);
