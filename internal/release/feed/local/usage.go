package local

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Usage returns instructions for using the feeds of a state folder. It names the file of the token, not the token.
func (e Endpoint) Usage(dir string) string {
	token := "$(cat " + filepath.Join(dir, tokenFile) + ")"
	host := strings.TrimPrefix(e.NPM(), "http:")
	return fmt.Sprintf(`The local feeds are at %s, which shows what they hold.

npm:
  npm install --registry=%s PACKAGE
  npm_config_registry=%s npm publish   with %s:_authToken=… in .npmrc
Python:
  uv pip install --index %s PACKAGE
  UV_PUBLISH_TOKEN="%s" uv publish --publish-url %s FILES
Go:
  GOPROXY=%s,$(go env GOPROXY) GONOPROXY=none GONOSUMDB=MODULE go get MODULE
  uploads are a PUT with the token to %s/MODULE/@v/VERSION.zip, .mod and .info

The token for uploads is in %s.
Process %d serves them until it gets Ctrl-C or SIGTERM, or mage feeds -stop is run.
`, e.URL, e.NPM(), e.NPM(), host, e.PythonSimple(), token, e.PythonUpload(), e.Go(), e.Go(), filepath.Join(dir, tokenFile), e.PID)
}
