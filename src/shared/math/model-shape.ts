/** The shape of the recovery model, which training and use must agree on. */

/** Tokens on either side that the network looks at. */
export const REACH = 4
/** Rows of the word, context and cross tables; powers of two, as features are hashed into them. */
export const WORD_ROWS = 4096
export const CONTEXT_ROWS = 1024
export const CROSS_ROWS = 131_072
/** Table rows per token, context features and crossed features per candidate. */
export const WORD_FEATURES = 4
export const CONTEXT_FEATURES = 12
export const CROSS_FEATURES = 35
/** Fields of science that are told apart, and rows of words that tell them. */
export const FIELDS = 8
export const FIELD_ROWS = 2048
/** Numbers per word vector and units of the hidden layer. */
export const WIDTH = 12
export const HIDDEN = 24
