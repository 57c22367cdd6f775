package feedtest

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"
)

// Action is what is done to a request.
type Action struct {
	name  string
	do    func(*exchange)
	stale bool // stale says that it needs states of the past.
}

// exchange is a request, its answer, and what is between.
type exchange struct {
	twin *Twin
	w    http.ResponseWriter
	r    *http.Request
	pass func(*http.Request) *httptest.ResponseRecorder
}

// cut ends the connection without a further byte.
func cut() { panic(http.ErrAbortHandler) }

// CutBefore cuts the connection before the feed sees anything.
func CutBefore() Action {
	return Action{name: "cut before", do: func(*exchange) { cut() }}
}

// CutBody cuts the connection after n bytes of the body. The feed sees these and then an error.
func CutBody(n int64) Action {
	return Action{name: "cut in the body", do: func(x *exchange) {
		part := x.r.Clone(x.r.Context())
		part.Body = io.NopCloser(io.MultiReader(io.LimitReader(x.r.Body, n), broken{}))
		x.pass(part)
		cut()
	}}
}

// broken is the rest of a body that does not come.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// CutAfter cuts the connection once the feed has handled the request: a success that the client does not see.
func CutAfter() Action {
	return Action{name: "cut after", do: func(x *exchange) {
		x.pass(x.r)
		cut()
	}}
}

// CutAnswer cuts the connection after n bytes of the body of the answer, which says that it is longer.
func CutAnswer(n int) Action {
	return Action{name: "cut in the answer", do: func(x *exchange) {
		answer := x.pass(x.r)
		answer.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
		maps.Copy(x.w.Header(), answer.Header())
		x.w.WriteHeader(answer.Code)
		x.w.Write(answer.Body.Bytes()[:min(n, answer.Body.Len())]) //nolint:errcheck // The client may have gone.
		http.NewResponseController(x.w).Flush()                    //nolint:errcheck // As said.
		cut()
	}}
}

// Answer answers in place of the feed, which sees nothing. Headers come as key and value.
func Answer(status int, body string, headers ...string) Action {
	return Action{name: "answer " + strconv.Itoa(status), do: func(x *exchange) { tell(x.w, status, body, headers) }}
}

// AnswerAfter lets the feed handle the request and answers something else: a proxy that has lost patience.
func AnswerAfter(status int, body string, headers ...string) Action {
	return Action{name: "answer " + strconv.Itoa(status) + " after", do: func(x *exchange) {
		x.pass(x.r)
		tell(x.w, status, body, headers)
	}}
}

func tell(w http.ResponseWriter, status int, body string, headers []string) {
	for i := 0; i+1 < len(headers); i += 2 {
		w.Header().Set(headers[i], headers[i+1])
	}
	w.WriteHeader(status)
	io.WriteString(w, body) //nolint:errcheck // The client may have gone.
}

// TooMany answers 429 with Retry-After: seconds, or a date as [http.TimeFormat] has it.
func TooMany(retryAfter string) Action {
	return Answer(http.StatusTooManyRequests, "slow down", "Retry-After", retryAfter)
}

// Full answers as a feed without space.
func Full() Action { return Answer(http.StatusInsufficientStorage, "no space is left in this feed") }

// OverQuota answers as a feed whose owner has to pay for more.
func OverQuota() Action {
	return Answer(http.StatusForbidden, "storage quota exceeded for this repository")
}

// Slow has the answer wait, though no longer than the client does.
func Slow(wait time.Duration) Action {
	return Action{name: "slow", do: func(x *exchange) {
		answer := x.pass(x.r)
		select {
		case <-time.After(wait):
		case <-x.r.Context().Done():
		}
		copyTo(x.w, answer)
	}}
}

// Corrupt serves one wrong byte, in the middle.
func Corrupt() Action {
	return Action{name: "corrupt", do: func(x *exchange) {
		answer := x.pass(x.r)
		if content := answer.Body.Bytes(); len(content) > 0 {
			content[len(content)/2] ^= 0xff
		}
		copyTo(x.w, answer)
	}}
}

// Instead has the feed handle another request, such as an upload of other bytes under the same name, and gives the client the
// answer to that.
func Instead(other func() *http.Request) Action {
	return Action{name: "instead", do: func(x *exchange) { copyTo(x.w, x.pass(other())) }}
}

// First does something before the feed gets the request, such as what another release does just now.
func First(something func()) Action {
	return Action{name: "first", do: func(x *exchange) {
		something()
		copyTo(x.w, x.pass(x.r))
	}}
}

// Stale answers from the state before the last writes, such as 1, that the feed has taken. It is for twins of [NewLocal].
func Stale(writes int) Action {
	return Action{name: "stale", stale: true, do: func(x *exchange) {
		if old := x.twin.before(writes); old != nil {
			old.ServeHTTP(x.w, x.r)
			return
		}
		copyTo(x.w, x.pass(x.r))
	}}
}

// before is the feed as it was before the last writes; nil where nothing was written.
func (t *Twin) before(writes int) http.Handler {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.frozen) == 0 || writes < 1 {
		return nil
	}
	return t.frozen[max(len(t.frozen)-writes, 0)]
}

// ArtifactRegistry says that a file exists in the words of Google's Artifact Registry. It is done to all uploads.
func ArtifactRegistry() Action {
	return Action{name: "as Artifact Registry", do: func(x *exchange) {
		answer := x.pass(x.r)
		switch said := answer.Body.String(); {
		case answer.Code == http.StatusForbidden && strings.Contains(said, "cannot publish over"):
			answer.Code = http.StatusConflict
			answer.Body = bytes.NewBufferString(`{"error":"Requested entity already exists"}`)
		case answer.Code == http.StatusBadRequest && strings.Contains(said, "already exists"):
			answer.Body = bytes.NewBufferString("Requested entity already exists")
		}
		answer.Header().Del("Content-Length")
		copyTo(x.w, answer)
	}}
}
