/** Commands of mathematics and the characters they stand for, as `name character` pairs in running order. */
const PAIRS = `
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω digamma ϝ
times × div ÷ pm ± mp ∓ cdot · cdotp · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
dagger † ddagger ‡ amalg ⨿ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ wr ≀ diamond ⋄
bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷ bigcirc ◯ ltimes ⋉ rtimes ⋊ boxtimes ⊠ boxplus ⊞
smallsetminus ∖ leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ ll ≪ gg ≫ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈
cong ≅ asymp ≍ doteq ≐ propto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ lesssim ≲ gtrsim ≳
lessapprox ⪅ gtrapprox ⪆ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒
in ∈ ni ∋ notin ∉ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ perp ⊥ bot ⊥ top ⊤ mid ∣ nmid ∤ parallel ∥ nparallel ∦ bowtie ⋈
smile ⌣ frown ⌢ coloneqq ≔ triangleq ≜ lll ⋘ ggg ⋙ nsim ≁ approxeq ≊ backsim ∽ lessgtr ≶ gtrless ≷
to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸
iff ⟺ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓
nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ rightleftharpoons ⇌
rightrightarrows ⇉ rightleftarrows ⇄ twoheadrightarrow ↠ rightsquigarrow ⇝ leadsto ⇝ dashrightarrow ⇢ circlearrowleft ↺
circlearrowright ↻ nrightarrow ↛ upuparrows ⇈ downdownarrows ⇊
infty ∞ partial ∂ nabla ∇ ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ aleph ℵ beth ℶ emptyset ∅ varnothing ∅
forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ angle ∠ triangle △ square □ Box □ blacksquare ■ Diamond ◇ lozenge ◊ bigstar ★
sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀
bigsqcup ⨆ bigodot ⨀ surd √ prime ′ degree ° clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯
checkmark ✓ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ dotsc … dotsb ⋯ colon : lbrace { rbrace } lbrack [ rbrack ]
langle ⟨ rangle ⟩ lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ backslash \\ therefore ∴
because ∵ S § copyright © pounds £ maltese ✠ yen ¥ complement ∁ eth ð Bbbk 𝕜 trianglelefteq ⊴ trianglerighteq ⊵
vartriangle △ blacktriangle ▲ blacktriangledown ▼ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ owns ∋ doublebarwedge ⩞ Subset ⋐ Supset ⋑
multimap ⊸ pitchfork ⋔ between ≬ intercal ⊺ veebar ⊻ barwedge ⊼ R ℝ N ℕ Z ℤ
`

const SYMBOLS: ReadonlyMap<string, string> = new Map(
  [...PAIRS.matchAll(/(\S+) (\S+)/g)].map(([, name = '', character = '']) => [name, character]),
)

/** The character of a command without an argument (`alpha` is α), or undefined. */
export function symbolOf(name: string): string | undefined {
  return SYMBOLS.get(name)
}

const PLAIN_SCRIPT = '0123456789+-−=()'
const RAISED = new Map([
  ...zip(PLAIN_SCRIPT, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'),
  ...zip('inTabcdefghjklmoprstuvwxyz', 'ⁱⁿᵀᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'),
  ...zip('∘′∗βγδ', '°′*ᵝᵞᵟ'),
])
const LOWERED = new Map([
  ...zip(PLAIN_SCRIPT, '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'),
  ...zip('aeioruvxhklmnpstj', 'ₐₑᵢₒᵣᵤᵥₓₕₖₗₘₙₚₛₜⱼ'),
  ...zip('βγρφχ', 'ᵦᵧᵨᵩᵪ'),
])

function zip(from: string, to: string): [string, string][] {
  const targets = [...to]
  return [...from].map((character, index) => [character, targets[index] ?? character])
}

/** The text raised or lowered, or null when one of its characters has no such form in Unicode. */
export function asScript(text: string, direction: 'raised' | 'lowered'): string | null {
  const table = direction === 'raised' ? RAISED : LOWERED
  const out = [...text].filter((character) => character !== ' ').map((character) => table.get(character))
  return out.includes(undefined) ? null : out.join('')
}

const DOUBLE_STRUCK: ReadonlyMap<string, string> = new Map(zip('CHNPQRZ1', 'ℂℍℕℙℚℝℤ𝟙'))
const SCRIPT: ReadonlyMap<string, string> = new Map(zip('BEFHILMRego', 'ℬℰℱℋℐℒℳℛℯℊℴ'))

const ALPHABETS: Readonly<Record<string, readonly [number, number, ReadonlyMap<string, string>]>> = {
  mathbb: [0x1d538, 0x1d552, DOUBLE_STRUCK],
  mathcal: [0x1d49c, 0x1d4b6, SCRIPT],
  mathscr: [0x1d49c, 0x1d4b6, SCRIPT],
}

/** Letters in one of the alphabets that carry meaning (double-struck, script); other fonts leave them alone. */
export function inAlphabet(text: string, command: string): string {
  const alphabet = ALPHABETS[command]
  if (!alphabet) return text
  const [upper, lower, exceptions] = alphabet
  return [...text]
    .map((letter) => {
      const known = exceptions.get(letter)
      if (known !== undefined) return known
      if (/[A-Z]/.test(letter)) return String.fromCodePoint(upper + letter.charCodeAt(0) - 65)
      if (/[a-z]/.test(letter)) return String.fromCodePoint(lower + letter.charCodeAt(0) - 97)
      return letter
    })
    .join('')
}

const COMBINING: ReadonlyMap<string, string> = new Map([
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['overline', '\u0305'],
  ['underline', '\u0332'],
  ['vec', '\u20d7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
  ['breve', '\u0306'],
  ['check', '\u030c'],
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['mathring', '\u030a'],
])

/** The combining mark of an accent command, or undefined. */
export function accentOf(name: string): string | undefined {
  return COMBINING.get(name)
}
