package regexlang
import ("testing";"math/rand/v2";"context";"runtime";"time")
func TestZZ(t *testing.T){
 test := rewrites[13]
 p, s, ti := pattern1(t,test.pattern), pattern1(t,test.same), pattern1(t,test.tighter)
 for _, l := range []*Language{Intersect(p, Complement(s)), Intersect(s, Complement(p)), Intersect(ti, Complement(p)), p, ti} {
  m := newMeter(context.Background())
  se, _ := newSearch(l, m)
  se.run(false, func(uint64, []int32, interval) bool { return false })
  t.Log(m.states, m.work, len(se.product.letters))
  for _, r := range se.product.runs { t.Log("  dfa", len(r.(*subset).states)) }
 }
 for _, h := range [][2]string{{"^(a|b)*a(a|b){24}$","^[ab]*a[ab]{24}$"},{"(a|b){0,1000}c(d|e){0,1000}","([ab]{0,1000}c[de]{0,1000})?x"},{`(\w{1,500}\s){2}x`,`(\pL{1,500} ){2}x`},{`(.{0,30}a.{0,30}){30}`,`([ab]{0,30}a[^b]{0,30}){30}`}} {
  var a, b runtime.MemStats
  runtime.GC(); runtime.ReadMemStats(&a)
  x, y := pattern1(t,h[0]), pattern1(t,h[1])
  st := time.Now()
  r := Includes(context.Background(), x, y)
  runtime.ReadMemStats(&b)
  if len(r.Counterexample)>20 {r.Counterexample=r.Counterexample[:20]}
  t.Logf("%s %v %+v alloc %d MB, sys %d", h[0], time.Since(st), r, (b.TotalAlloc-a.TotalAlloc)>>20, b.Sys>>20)
  st = time.Now()
  n := len(y.Samples(rng(), 20))
  t.Log("samples", n, time.Since(st))
 }
}
func rng() *rand.Rand { return rand.New(rand.NewPCG(1,2)) }
