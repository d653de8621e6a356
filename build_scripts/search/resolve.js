// @ts-check
/* A place such as 000:59-18 -> the document and the block that hold it. */

/** @typedef {{ document: DocumentFacts, id: string, url: string }} Resolved */

/** @param {Columns} columns @param {PlaceNode} place @returns {List} the document that a line of a source belongs to */
function documentsAt(columns, { source, line, offset }) {
  const held = everything(columns.count).filter((number) => {
    const facts = columns.facts(number);
    return facts.source === source && facts.lines[0] <= line && line <= facts.lines[1];
  });
  // Where two documents share a line, the later one begins at or before the offset.
  const inside = held.filter((number) => columns.facts(number).lines[0] < line || columns.offset(number) <= offset);
  return inside.length ? inside.slice(-1) : held.slice(0, 1);
}

/** @param {Columns} columns @param {PlaceNode} place @param {List} documents @returns {Promise<List>} the unit of the
    block there, if one of these documents has it */
async function unitsAt(columns, place, documents) {
  const number = both(documentsAt(columns, place), documents)[0];
  if (number === undefined) return NOTHING;
  const { at } = await blockAt(columns, number, place);
  return Uint32Array.of(columns.firstUnit(number) + 1 + at);
}

/** @param {Columns} columns @param {Group} tree @returns {Promise<Resolved | null>} */
async function resolved(columns, { parts: [node, ...more] }) {
  if (node?.type !== "place" || more.length) return null;
  const number = documentsAt(columns, node)[0];
  if (number === undefined) return null;
  const document = columns.facts(number);
  const { id } = await blockAt(columns, number, node);
  return { document, id, url: `${document.url}#${id}` };
}

/** The block that begins at a place, or last before it. @param {Columns} columns @param {number} number
    @param {{ line: number, offset: number }} place @returns {Promise<{ at: number, id: string }>} */
async function blockAt(columns, number, { line, offset }) {
  const ids = (await columns.blockIds(Uint32Array.of(number))).get(number) ?? [];
  let best = { at: 0, id: ids[0] ?? "" }, reached = -1;
  ids.forEach((id, at) => {
    const [start = 0, inside = 0] = id.slice(1).split("-").map(Number);
    const begin = start * PLACE + inside;
    if (begin <= line * PLACE + offset && begin > reached) [best, reached] = [{ at, id }, begin];
  });
  return best;
}
