import type { Node, Program } from '@babel/types';

/** What a name of a module stands for. */
export type Binding =
  | { readonly kind: 'expression'; readonly node: Node }
  | { readonly kind: 'function'; readonly node: Node }
  | { readonly kind: 'import'; readonly from: string; readonly name: string }
  /** Assigned more than once, so that its value depends on the run. */
  | { readonly kind: 'changing' };

/** Names bound at the top of a module; a `let` that is never assigned again is a constant too. */
export const moduleBindings = (program: Program): ReadonlyMap<string, Binding> => {
  const bindings = new Map<string, Binding>();
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (statement.type === 'ImportDeclaration') {
      for (const specifier of statement.specifiers) {
        if (specifier.type === 'ImportNamespaceSpecifier') continue;
        const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
        bindings.set(specifier.local.name, { kind: 'import', from: statement.source.value, name });
      }
    } else if (declaration?.type === 'VariableDeclaration') {
      for (const { id, init } of declaration.declarations) bindPattern(bindings, id, init ?? null);
    } else if (declaration?.type === 'FunctionDeclaration' && declaration.id) {
      bindings.set(declaration.id.name, { kind: 'function', node: declaration });
    } else if (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression') {
      markChanged(bindings, statement.expression.left);
    }
  }
  return bindings;
};

const bindPattern = (bindings: Map<string, Binding>, id: Node, init: Node | null): void => {
  const from = init === null ? null : requiredModule(init);
  if (id.type === 'Identifier') {
    if (from !== null) bindings.set(id.name, { kind: 'import', from, name: 'default' });
    else if (init !== null) bindings.set(id.name, { kind: 'expression', node: init });
    return;
  }
  if (id.type !== 'ObjectPattern' || from === null) return;
  for (const property of id.properties) {
    if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier' || property.value.type !== 'Identifier') continue;
    bindings.set(property.value.name, { kind: 'import', from, name: property.key.name });
  }
};

/** The module of `require('…')`. */
const requiredModule = (node: Node): string | null => {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return null;
  const [argument] = node.arguments;
  return argument?.type === 'StringLiteral' ? argument.value : null;
};

/** `limits.p95 = 400` changes `limits` as much as assigning it does. */
const markChanged = (bindings: Map<string, Binding>, target: Node): void => {
  let here = target;
  while (here.type === 'MemberExpression') here = here.object;
  if (here.type === 'Identifier' && bindings.has(here.name)) bindings.set(here.name, { kind: 'changing' });
};
