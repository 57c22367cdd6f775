package bench

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/program"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// clientPrograms call the server by the bare stub and by the client. Each has a folder with the name of its language.
//
//go:embed clients
var clientPrograms embed.FS

// overheads say how much longer a call by the client may take than one by the bare stub.
var overheads = lang.Table[*Floor]{lang.Go: {Most: 1.05}, lang.Python: {Most: 1.10}, lang.TypeScript: {Most: 1.10}}

// The calls that are timed: batches of the two take turns, so that whatever else the machine does meets both.
const (
	batchesOfRound = 20
	callsOfBatch   = 100
	warmUp         = 10 // warmUp is how many batches at the front do not count.
	pageOfClusters = 20 // pageOfClusters is how many clusters a response has.
)

// measureClients times a call by the client of each language beside the same one by the bare stub, with a key and a deadline: a page of
// clusters, from a bare server on this machine.
func measureClients(ctx context.Context, b *bencher) ([]Row, error) {
	return timeClients(ctx, b.root, lang.IDs(), warmUp+b.rounds*batchesOfRound)
}

func timeClients(ctx context.Context, root string, languages []lang.ID, batches int) ([]Row, error) {
	response, err := aPage(ctx, root)
	if err != nil {
		return nil, err
	}
	bare, err := serveBytes(response)
	if err != nil {
		return nil, err
	}
	defer bare.close()
	var rows []Row
	for _, language := range languages {
		pairs, err := timeClient(ctx, root, bare.address, language, batches)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", language, err)
		}
		rows = append(rows, overhead(language, pairs))
	}
	return rows, nil
}

// aPage is an encoded response with a page of clusters.
func aPage(ctx context.Context, root string) ([]byte, error) {
	contract, err := contractOf(root)
	if err != nil {
		return nil, err
	}
	lines := strings.SplitAfter(manyClusters(), "\n")
	server, err := serveAPI(contract, []byte(strings.Join(lines[:1+pageOfClusters], "")))
	if err != nil {
		return nil, err
	}
	defer server.Close()
	return callOnce(ctx, server.Addr())
}

// pairOfTimes is what a call took on average in two batches, one after the other.
type pairOfTimes struct{ stub, client time.Duration }

// timeClient runs the program of a language.
func timeClient(ctx context.Context, root, address string, language lang.ID, batches int) ([]pairOfTimes, error) {
	dir, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // A folder in the system's temporary one.
	files, err := fs.Sub(clientPrograms, path.Join("clients", string(language)))
	if err != nil {
		return nil, err
	}
	of := program.Program{Root: root, Dir: dir, Files: files}
	cmd, err := of.Install(ctx, language)
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, "BENCH_ENDPOINT="+address, "BENCH_ACCOUNT="+access.DefaultAccount, "BENCH_KEY="+access.DefaultKey,
		fmt.Sprintf("BENCH_BATCHES=%d", batches), fmt.Sprintf("BENCH_CALLS=%d", callsOfBatch))
	out, err := run.Output(ctx, cmd)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	var pairs []pairOfTimes
	for line := range strings.Lines(string(out)) {
		var pair pairOfTimes
		if _, err := fmt.Sscan(line, &pair.stub, &pair.client); err != nil {
			return nil, fmt.Errorf("the program printed %q: %w", line, err)
		}
		pairs = append(pairs, pair)
	}
	if len(pairs) != batches {
		return nil, fmt.Errorf("the program printed %d lines, want %d", len(pairs), batches)
	}
	return pairs[min(warmUp, len(pairs)-1):], nil
}

// overhead is the row of a language. The ratio is the median of those of the pairs: a batch that something disturbed does not count more
// than another.
func overhead(language lang.ID, pairs []pairOfTimes) Row {
	client, stub := &contender{}, &contender{name: "bare stub"}
	for _, pair := range pairs {
		client.times = append(client.times, pair.client.Seconds())
		stub.times = append(stub.times, pair.stub.Seconds())
	}
	what := fmt.Sprintf("a page of %d clusters, gRPC, %s", pageOfClusters, language.Language().Title)
	return client.beside(stub, what, overheads[language])
}
