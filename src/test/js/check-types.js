/** Runs the TypeScript compiler over the pages' scripts: it reads the types in their comments. */

const COMPILER = '/webjars/typescript/lib/';

/** @param {string[]} names of scripts @returns {Promise<string[]>} what is wrong, a line each */
export async function check(names) {
  await load(`${COMPILER}typescript.js`);
  const { ts } = globalThis;
  const options = { allowJs: true, checkJs: true, noEmit: true, strict: true, target: ts.ScriptTarget.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [],
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] };
  const program = ts.createProgram(names.map((name) => `/js/${name}`), options, host(ts));
  return ts.getPreEmitDiagnostics(program).map((problem) => sentence(ts, problem));
}

function host(ts) {
  const read = reader();
  return {
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
    getSourceFile: (path, version) => {
      const text = read(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
    getDefaultLibFileName: (options) => COMPILER + ts.getDefaultLibFileName(options),
    getDefaultLibLocation: () => COMPILER.slice(0, -1),
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => {},
  };
}

/** The compiler asks for a file and wants it at once, so it is fetched without a promise. */
function reader() {
  const files = new Map();
  return (path) => {
    if (!files.has(path)) {
      const request = new XMLHttpRequest();
      request.open('GET', path, false);
      request.send();
      files.set(path, request.status === 200 ? request.responseText : undefined);
    }
    return files.get(path);
  };
}

function sentence(ts, { file, start, messageText }) {
  const where = file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : '';
  return where + ts.flattenDiagnosticMessageText(messageText, '\n');
}

function load(address) {
  return new Promise((loaded, failed) => {
    const script = document.createElement('script');
    script.onload = loaded;
    script.onerror = () => failed(new Error(`${address} cannot be loaded`));
    script.src = address;
    document.head.append(script);
  });
}
