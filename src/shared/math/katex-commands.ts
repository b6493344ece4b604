// Written by scripts/math/list-katex-commands.ts from KaTeX 0.19.1; do not edit.

function names(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/))
}

/** Commands of mathematics that take no argument. */
export const WITHOUT_ARGUMENT = names(`
AA Alpha And Bbbk Beta Box Bumpeq Cap Chi Colonapprox Coloneq Coloneqq Colonsim Complex Cup DOTSB DOTSI
DOTSX Dagger Darr Delta Diamond Doteq Downarrow Epsilon Eqcolon Eqqcolon Eta Finv Game Gamma Harr Huge Im
Iota Join KaTeX Kappa LARGE LaTeX Lambda Large Larr Leftarrow Leftrightarrow Lleftarrow Longleftarrow
Longleftrightarrow Longrightarrow Lrarr Lsh Mu Nu Omega Omicron P Phi Pi Pr Psi R Rarr Re Reals Rho
Rightarrow Rrightarrow Rsh S Sigma Subset Supset Tau TeX Theta Uarr Uparrow Updownarrow Upsilon Vdash
Vert Vvdash Xi Z Zeta aa alef alefsym aleph allowbreak alpha amalg angle angln approx approxcolon
approxcoloncolon approxeq arccos arcctg arcsin arctan arctg arg argmax argmin ast asymp backepsilon
backprime backsim backsimeq backslash barwedge because beta beth between bf bigcap bigcirc bigcup bigodot
bigoplus bigotimes bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge blacklozenge
blacksquare blacktriangle blacktriangledown blacktriangleleft blacktriangleright bmod bot bowtie boxdot
boxminus boxplus boxtimes brace brack bull bullet bumpeq cal cap cdot cdotp cdots centerdot ch checkmark
chi circ circeq circlearrowleft circlearrowright circledR circledS circledast circledcirc circleddash
clubs clubsuit cnums colon colonapprox coloncolon coloncolonapprox coloncolonequals coloncolonminus
coloncolonsim coloneq coloneqq colonequals colonminus colonsim complement cong coprod copyright cos cosec
cosh cot cotg coth csc ctg cth cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft
curvearrowright dArr dag dagger daleth darr dashleftarrow dashrightarrow dashv dblcolon ddag ddagger
ddots deg degree delta det diagdown diagup diamond diamonds diamondsuit digamma dim displaystyle div
divideontimes doteq doteqdot dotplus dots dotsb dotsc dotsi dotsm dotso dotsx doublebarwedge doublecap
doublecup downarrow downdownarrows downharpoonleft downharpoonright ell empty emptyset enskip enspace
epsilon eqcirc eqcolon eqqcolon eqsim eqslantgtr eqslantless equalscolon equalscoloncolon equiv eta eth
exist exists exp fallingdotseq flat footnotesize forall frown gamma gcd ge geq geqq geqslant gets gg ggg
gggtr gimel gnapprox gneq gneqq gnsim gt gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq
hArr harr hbar hearts heartsuit hom hookleftarrow hookrightarrow hslash huge iff iiint iint image imageof
imath impliedby implies in inf infin infty injlim int intercal intop iota isin it jmath kappa ker lArr
lBrace lVert lambda land lang langle large larr lbrace lbrack lceil ldotp ldots le leadsto leftarrow
leftarrowtail leftharpoondown leftharpoonup leftleftarrows leftrightarrow leftrightarrows
leftrightharpoons leftrightsquigarrow leftthreetimes leq leqq leqslant lessapprox lessdot lesseqgtr
lesseqqgtr lessgtr lesssim lfloor lg lgroup lhd lim liminf limsup ll llbracket llcorner lll llless
lmoustache ln lnapprox lneq lneqq lnot lnsim log longleftarrow longleftrightarrow longmapsto
longrightarrow looparrowleft looparrowright lor lozenge lparen lq lrArr lrarr lrcorner lt ltimes lvert
lvertneqq maltese mapsfrom mapsto mathellipsis mathsterling mathstrut max measuredangle medspace mho mid
min minuscolon minuscoloncolon minuso models mp mu multimap nLeftarrow nLeftrightarrow nRightarrow nVDash
nVdash nabla natnums natural ncong ne nearrow neg negmedspace negthickspace negthinspace neq newline
nexists ngeq ngeqq ngeqslant ngtr ni nleftarrow nleftrightarrow nleq nleqq nleqslant nless nmid nobreak
nobreakspace normalsize notin notni nparallel nprec npreceq nrightarrow nshortmid nshortparallel nsim
nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright
ntrianglerighteq nu nvDash nvdash nwarrow odot oiiint oiint oint omega omicron ominus oplus ordinarycolon
origof oslash otimes owns parallel partial perp phi pi pitchfork plim plusmn pm pounds prec precapprox
preccurlyeq preceq precnapprox precneqq precnsim precsim prime prod projlim propto psi qquad quad rArr
rBrace rVert rang rangle rarr ratio rbrace rbrack rceil real reals restriction rfloor rgroup rhd rho
rightarrow rightarrowtail rightharpoondown rightharpoonup rightleftarrows rightleftharpoons
rightrightarrows rightsquigarrow rightthreetimes risingdotseq rm rmoustache rparen rq rrbracket rtimes
rvert scriptscriptstyle scriptsize scriptstyle sdot searrow sec sect setminus sf sh sharp shortmid
shortparallel sigma sim simcolon simcoloncolon simeq sin sinh sixptsize small smallfrown smallint
smallsetminus smallsmile smile space spades spadesuit sphericalangle sqcap sqcup sqsubset sqsubseteq
sqsupset sqsupseteq square star sub sube subset subseteq subseteqq subsetneq subsetneqq succ succapprox
succcurlyeq succeq succnapprox succneqq succnsim succsim sum sup supe supset supseteq supseteqq supsetneq
supsetneqq surd swarrow tan tanh tau textcopyright textregistered textstyle tg th therefore theta
thetasym thickapprox thicksim thickspace thinspace times tiny to top triangle triangledown triangleleft
trianglelefteq triangleq triangleright trianglerighteq tt twoheadleftarrow twoheadrightarrow uArr uarr
ulcorner unlhd unrhd uparrow updownarrow upharpoonleft upharpoonright uplus upsilon upuparrows urcorner
vDash varDelta varGamma varLambda varOmega varPhi varPi varPsi varSigma varTheta varUpsilon varXi
varepsilon varinjlim varkappa varliminf varlimsup varnothing varphi varpi varprojlim varpropto varrho
varsigma varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq vartheta vartriangle vartriangleleft
vartriangleright varvdots vcentcolon vdash vdots vee veebar vert wedge weierp wp wr xi yen
zeta
`)

/** Commands of mathematics that take one argument. */
export const WITH_ARGUMENT = names(`
Bbb Bra Braket Ket Overrightarrow Set acute angl bar bcancel blue blueA blueB blueC blueD blueE bm bold
boldsymbol boxed bra braket breve c cancel check clap color ddddot dddot ddot dot emph fbox frak goldA
goldB goldC goldD goldE grave gray grayA grayB grayC grayD grayE grayF grayG grayH grayI green greenA
greenB greenC greenD greenE hat hbox hphantom kaBlue kaGreen ket llap maroonA maroonB maroonC maroonD
maroonE mathbb mathbf mathbin mathcal mathclap mathclose mathfrak mathinner mathit mathllap mathnormal
mathop mathopen mathord mathpunct mathreflectbox mathrel mathring mathrlap mathrm mathscr mathsf mathsfit
mathtt mintA mintB mintC mod operatorname operatornamewithlimits orange overbrace overbracket overgroup
overleftarrow overleftharpoon overleftrightarrow overline overlinesegment overrightarrow overrightharpoon
phantom phase pink pmb pmod pod purple purpleA purpleB purpleC purpleD purpleE red redA redB redC redD
redE reflectbox rlap set smash sout sqrt substack tealA tealB tealC tealD tealE text textbf textcircled
textit textmd textnormal textrm textsf texttt textup tilde underbar underbrace underbracket undergroup
underleftarrow underleftrightarrow underline underlinesegment underrightarrow utilde vcenter vec vphantom
widecheck widehat widetilde xLeftarrow xLeftrightarrow xRightarrow xcancel xhookleftarrow xhookrightarrow
xleftarrow xleftequilibrium xleftharpoondown xleftharpoonup xleftrightarrow xleftrightharpoons xlongequal
xmapsto xrightarrow xrightequilibrium xrightharpoondown xrightharpoonup xrightleftarrows
xrightleftharpoons xtofrom xtwoheadleftarrow xtwoheadrightarrow
`)

/** Commands of mathematics that take two arguments. */
export const WITH_TWO_ARGUMENTS = names(`
binom cfrac colorbox dbinom dfrac frac overset stackrel tbinom textcolor tfrac underset
`)

/** Commands that may stand inside `\text{…}`. */
export const IN_TEXT = names(`
AA AE DOTSB DOTSI DOTSX Huge KaTeX LARGE LaTeX Large O OE P S TeX aa ae bf blue blueA blueB blueC blueD
blueE boxed c cal checkmark circledR clap color colorbox copyright dag ddag degree displaystyle dots
dotsc dotso dotsx emph enskip enspace fbox footnotesize goldA goldB goldC goldD goldE gray grayA grayB
grayC grayD grayE grayF grayG grayH grayI green greenA greenB greenC greenD greenE hbox hphantom huge i
it j kaBlue kaGreen large lbrack ldots llap lq maltese maroonA maroonB maroonC maroonD maroonE mathclap
mathllap mathrlap mathstrut medspace mintA mintB mintC negmedspace negthickspace negthinspace newline
nobreakspace normalsize o oe orange ordinarycolon phantom pink pmb pounds purple purpleA purpleB purpleC
purpleD purpleE qquad quad rbrack red redA redB redC redD redE reflectbox rlap rm rq scriptscriptstyle
scriptsize scriptstyle sect set sf sixptsize small smash sout space ss tealA tealB tealC tealD tealE text
textasciicircum textasciitilde textbackslash textbar textbardbl textbf textbraceleft textbraceright
textcircled textcolor textcopyright textdagger textdaggerdbl textdegree textdollar textellipsis
textemdash textendash textgreater textit textless textmd textnormal textquotedblleft textquotedblright
textquoteleft textquoteright textregistered textrm textsf textsterling textstyle texttt textunderscore
textup thickspace thinspace tiny tt underbar underline varvdots vdots vphantom yen
`)

/** Commands that only make sense next to something else; the repair looks after them. */
export const STRUCTURAL = names(`
left right middle begin end limits nolimits over atop choose big Big bigg Bigg bigl Bigl biggl Biggl bigr
Bigr biggr Biggr bigm Bigm biggm Biggm not
`)
