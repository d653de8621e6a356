// Queries -> what the engine answers, for tests: in Node `node ask.js <folder>`, which reads JSON from its input; in a
// page and a worker `ask(engine, queries)`.

/** One answer as plain values: documents, blocks of each, and what was noticed. */
async function ask(engine, queries) {
  const answers = [];
  for (const query of queries) {
    const answer = await engine.search(query, { limit: 0 });
    answers.push({
      found: Object.fromEntries(await answer.ids()),
      total: answer.total,
      blocks: answer.blocks,
      proved: answer.proved,
      notices: answer.notices.map(({ code }) => code),
    });
  }
  return answers;
}

if (typeof require === "function" && typeof process === "object" && process.argv[2]) {
  const folder = process.argv[2];
  const queries = JSON.parse(require("fs").readFileSync(0, "utf8"));
  require(`${folder}/engine.js`)
    .open(folder)
    .then((engine) => ask(engine, queries))
    .then((answers) => process.stdout.write(JSON.stringify(answers)));
}
