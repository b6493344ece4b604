/** Commands that authors of abstracts use, by the letters that the feed leaves of them. */
const NAMES = `
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi varpi rho
varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
times cdot cdots sim simeq approx leq geq leqslant geqslant le ge ll gg neq ne pm mp to rightarrow leftarrow
leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow mapsto hookrightarrow uparrow
downarrow infty circ ell in notin ni subset subseteq supset supseteq cup cap setminus log ln exp max min sup inf lim
limsup liminf sum prod int iint oint left right mid langle rangle lceil rceil lfloor rfloor lvert rvert lVert rVert
vert Vert dots ldots vdots ddots partial nabla forall exists equiv propto otimes oplus ominus odot bigoplus bigotimes
bigcup bigcap wedge vee bigwedge mathcal mathbb mathbf mathrm mathfrak mathscr mathsf mathit mathtt boldsymbol sqrt
frac perp parallel star ast dagger prime hbar operatorname lesssim gtrsim cong asymp models vdash arg argmin argmax
det dim ker deg gcd hom Pr sin cos tan sinh cosh tanh arcsin arccos arctan cot sec csc bar hat tilde vec dot ddot
widehat widetilde overline underline bmod pmod mod bullet diamond square Box triangle angle emptyset varnothing aleph
Re Im quad qquad limits big Big bigl bigr Bigl Bigr bigg Bigg text rm bf cal textbf textrm it sf preceq succeq prec
succ rtimes ltimes ast implies iff colon neg land lor top bot sharp flat natural wp imath jmath backslash choose
binom checkmark triangleq coloneqq circledast boxtimes div
`

export const COMMAND_NAMES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/))

/** Those that are also English words, or parts of names: alone they prove nothing. */
export const ENGLISH_COMMANDS: ReadonlySet<string> = new Set(
  `in to log max min mid left right star text dot bar hat top big it limits lim sum arg mod models square choose angle
  det dim prime natural sharp flat implies box diamond triangle parallel dots deg sec cot tan sin cos exp inf sup quad
  vert vec le ne ge Re Im Pr hom div bot colon perp iff sf bf rm cal Big bullet ast cap cup land lor`.split(
    /\s+/,
  ),
)

/** Names of commands that are used as words so often that they are not yet a sign of mathematics. */
export const LETTER_NAMES: ReadonlySet<string> = new Set(
  `alpha beta gamma delta epsilon lambda sigma omega phi psi tau eta xi chi rho theta kappa iota mu nu pi Delta Gamma
  Omega Sigma Lambda Pi Phi Psi Theta Xi times sim`.split(/\s+/),
)
