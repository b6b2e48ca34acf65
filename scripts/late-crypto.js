// node:crypto for the packs: opened when it is called, because it is large and what starts a check needs none of it.

const CALLED = ['createHash', 'hash', 'randomBytes', 'randomUUID'];

/** An ES module in place of node's; the bundler tells where a function is missing. */
export const lateCrypto = {
  name: 'late-crypto',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: 'late' }));
    onLoad({ filter: /./, namespace: 'late' }, () => ({
      contents: CALLED.map((name) => `export const ${name} = (...args) => process.getBuiltinModule('node:crypto').${name}(...args);`).join('\n'),
    }));
  },
};
