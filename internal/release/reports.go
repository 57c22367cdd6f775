package release

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// ReportsDir is where the outcomes of verifications are kept, a file for each feed, from the root of the repository. Those
// of other machines count here too: a feed can be verified anywhere, once it has the files.
const ReportsDir = "dist/verified"

// mostReport limits the size of a report in bytes. It may come from another machine.
const mostReport = 1 << 20

// verified is a report with the digest of the plan that was verified.
type verified struct {
	Plan   string         `json:"plan"`
	Feed   string         `json:"feed"`
	Report *verify.Report `json:"report"`
}

func reportPath(root, feed string) string {
	return filepath.Join(root, filepath.FromSlash(ReportsDir), feed+".json")
}

// readReport is the report on a feed of a plan; nil where it was not verified. One that can't be read, or is about another
// plan, is none.
func readReport(root, feed string, p *plan.Plan) (*verify.Report, error) {
	content, err := archive.ReadFile(reportPath(root, feed), mostReport)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // It was not verified, which is no error.
	}
	if err != nil {
		return nil, err
	}
	digest, err := p.Digest()
	if err != nil {
		return nil, err
	}
	var v verified
	err = json.Unmarshal(content, &v)
	if ours := err == nil && v.Plan == digest && v.Report != nil && v.Feed == feed; !ours {
		return nil, nil //nolint:nilnil // As above.
	}
	return v.Report, nil
}

// dropReport forgets what was verified of a feed.
func dropReport(root, feed string) error { return os.RemoveAll(reportPath(root, feed)) }

func writeReport(root, feed string, p *plan.Plan, report *verify.Report) error {
	digest, err := p.Digest()
	if err != nil {
		return err
	}
	content, err := json.MarshalIndent(verified{digest, feed, report}, "", "  ")
	if err != nil {
		return err
	}
	return file.Write(reportPath(root, feed), append(content, '\n'))
}
