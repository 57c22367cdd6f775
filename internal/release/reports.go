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

// ReportsDir is the folder of the verification reports, one file for each language, from the root of the repository. Reports from
// other machines count too: a language can be verified anywhere once its files are in the feed.
const ReportsDir = "dist/verified"

// mostReport limits the size of a report in bytes. It may come from another machine.
const mostReport = 1 << 20

// verified is a report with the digest of the plan that was verified.
type verified struct {
	Plan   string         `json:"plan"`
	Report *verify.Report `json:"report"`
}

func reportPath(root, language string) string {
	return filepath.Join(root, filepath.FromSlash(ReportsDir), language+".json")
}

// readReport reads the report on a language of a plan. It returns nil if there is none, if it is damaged, or if it belongs to another
// plan.
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

// dropReport removes the report on a language.
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
