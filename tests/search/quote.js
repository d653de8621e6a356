// Passages -> what the quote check says of each: `node quote.js <folder of the index>`, which reads JSON from its input.
const vm = require("vm"), fs = require("fs"), path = require("path");

const SCRIPTS = path.join(__dirname, "../../build_scripts/theme/assets/verify");
for (const name of ["passage", "stretches", "compare", "hits", "joints", "chain", "quote"]) {
  vm.runInThisContext(fs.readFileSync(path.join(SCRIPTS, `${name}.js`), "utf8"), { filename: `${name}.js` });
}
const search = require(`${process.argv[2]}/engine.js`);
const readFile = search.readFile;
let files = 0, bytes = 0;
search.readFile = async (name) => {
  const read = await readFile(name);
  files += 1;
  bytes += read.length;
  return read;
};

/** The answer to each passage, with the files that were asked for by an engine that had none. */
async function checked(passages) {
  const answers = [];
  for (const passage of passages) {
    const start = Date.now();
    files = bytes = 0;
    const engine = await search.open(process.argv[2]);
    let last = null;
    for await (const answer of ARCHIVE_QUOTE.check(engine, passage)) last = answer;
    answers.push({ ...last, files, bytes, milliseconds: Date.now() - start });
  }
  return answers;
}

checked(JSON.parse(fs.readFileSync(0, "utf8"))).then((answers) => process.stdout.write(JSON.stringify(answers)));
