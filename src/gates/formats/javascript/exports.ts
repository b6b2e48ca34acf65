import type { Expression, Node, Program, Statement } from '@babel/types';

/** Expressions that a module exports, by name; a CommonJS `module.exports` counts as `default`, `exports.x` as `x`. */
export const exportedExpressions = (program: Program): ReadonlyMap<string, Node> => {
  const exported = new Map<string, Node>();
  for (const statement of program.body) for (const [name, node] of exportsOf(statement)) exported.set(name, node);
  const whole = exported.get('default');
  // `require` gives the parts of the one object by their names.
  const isCommonJs = program.body.every(({ type }) => type !== 'ExportDefaultDeclaration');
  if (isCommonJs && whole?.type === 'ObjectExpression') {
    for (const property of whole.properties) {
      if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier' || property.computed || exported.has(property.key.name)) continue;
      exported.set(property.key.name, property.value);
    }
  }
  return exported;
};

const exportsOf = (statement: Statement): readonly (readonly [string, Node])[] => {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      return [['default', statement.declaration]];
    case 'ExportNamedDeclaration':
      if (statement.declaration?.type === 'VariableDeclaration') {
        return statement.declaration.declarations.flatMap(({ id, init }) => (id.type === 'Identifier' && init ? [[id.name, init] as const] : []));
      }
      return statement.source ? [] : statement.specifiers.flatMap((specifier) =>
        specifier.type === 'ExportSpecifier' && specifier.exported.type === 'Identifier' ? [[specifier.exported.name, specifier.local] as const] : []);
    case 'TSExportAssignment':
      return [['default', statement.expression]];
    case 'ExpressionStatement':
      return commonJsExport(statement.expression);
    default:
      return [];
  }
};

const commonJsExport = (expression: Expression): readonly (readonly [string, Node])[] => {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=' || expression.left.type !== 'MemberExpression') return [];
  const { object, property, computed } = expression.left;
  if (computed || property.type !== 'Identifier') return [];
  if (object.type === 'Identifier' && object.name === 'module' && property.name === 'exports') return [['default', expression.right]];
  const isExports =
    (object.type === 'Identifier' && object.name === 'exports') ||
    (object.type === 'MemberExpression' && object.property.type === 'Identifier' && object.property.name === 'exports');
  return isExports ? [[property.name, expression.right]] : [];
};
