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

// ReportsDir is where the outcomes of verifications are kept, a file for each language, from the root of the repository. Those
// of other machines count here too: a language can be verified anywhere, once its files are in the feed.
const ReportsDir = "dist/verified"

// mostReport bounds a report that is read, in bytes. It may have come from another machine.
const mostReport = 1 << 20

// verified is a report with the digest of the plan that it is about.
type verified struct {
	Plan   string         `json:"plan"`
	Report *verify.Report `json:"report"`
}

func reportPath(root, language string) string {
	return filepath.Join(root, filepath.FromSlash(ReportsDir), language+".json")
}

// readReport is the report on a language of a plan; nil where it was not verified. One that can't be read, or is about another
// plan, is none.
func readReport(root, language string, p *plan.Plan) (*verify.Report, error) {
	content, err := archive.ReadFile(reportPath(root, language), mostReport)
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
	if ours := err == nil && v.Plan == digest && v.Report != nil && v.Report.Language == language; !ours {
		return nil, nil //nolint:nilnil // As above.
	}
	return v.Report, nil
}

// dropReport forgets what was verified of a language.
func dropReport(root, language string) error { return os.RemoveAll(reportPath(root, language)) }

func writeReport(root string, p *plan.Plan, report *verify.Report) error {
	digest, err := p.Digest()
	if err != nil {
		return err
	}
	content, err := json.MarshalIndent(verified{digest, report}, "", "  ")
	if err != nil {
		return err
	}
	return file.Write(reportPath(root, report.Language), append(content, '\n'))
}
