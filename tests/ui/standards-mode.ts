/** KaTeX refuses documents in quirks mode, which is what happy-dom says it has. Imported before KaTeX. */
Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' })
