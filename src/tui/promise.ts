const unset = (): void => {};

/** Ink waits with `Promise.withResolvers`, which Node has from 22 on. Imported before Ink. */
const polyfill = {
  value<Value>(this: PromiseConstructor) {
    let resolve: (value: Value | PromiseLike<Value>) => void = unset;
    let reject: (reason?: unknown) => void = unset;
    const promise = new this<Value>((onResolve, onReject) => {
      resolve = onResolve;
      reject = onReject;
    });
    return { promise, resolve, reject };
  },
  configurable: true,
  writable: true,
};
if (!('withResolvers' in Promise)) Object.defineProperty(Promise, 'withResolvers', polyfill);
