// @ts-check
/* A query's tree -> the terms that documents are found by, and the words that ask for the same. */

/** @param {QueryNode} node @returns {Pattern[]} the patterns that a document is found by, not those that it must not hold */
function patternsOf(node) {
  switch (node.type) {
    case "term":
      return [node.pattern];
    case "near":
      return node.terms;
    case "and":
    case "or":
      return node.parts.flatMap(patternsOf);
    default:
      return [];
  }
}

/** @param {QueryNode} node @returns {string} as a query writes it */
function written(node) {
  switch (node.type) {
    case "term":
      return node.pattern.text;
    case "near":
      return node.terms.map((term, at) => (at ? `~${node.distances[at - 1]} ${term.text}` : term.text)).join(" ");
    case "not":
      return `-${written(node.part)}`;
    case "and":
      return node.parts.map(written).join(" ");
    case "or":
      return node.parts.map(written).join(" | ");
    default:
      return node.text;
  }
}
