// Package pullrequest writes comments on a GitHub pull request and updates them in place, so that twenty pushes leave one comment.
package pullrequest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-github/v88/github"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
)

// Limits of the requests to GitHub.
const (
	mostPages   = 50     // mostPages is how many pages of a hundred comments are searched.
	mostComment = 65_536 // mostComment is GitHub's limit, in characters.
)

// patience is the timeout of one request.
const patience = 30 * time.Second

// Place is a pull request and the token to comment on it.
type Place struct {
	API    string // API is the address of the API; empty is that of github.com.
	Owner  string
	Name   string
	Number int
	Token  string
}

var pullRef = regexp.MustCompile(`^refs/pull/([1-9][0-9]{0,8})/`)

// Here returns the pull request of the current workflow, from GITHUB_REF, GITHUB_REPOSITORY, GITHUB_API_URL and GITHUB_TOKEN.
func Here(getenv func(string) string, secrets *redact.Secrets) (Place, error) {
	p := Place{API: getenv("GITHUB_API_URL"), Token: getenv("GITHUB_TOKEN")}
	match := pullRef.FindStringSubmatch(getenv("GITHUB_REF"))
	owner, name, ok := strings.Cut(getenv("GITHUB_REPOSITORY"), "/")
	switch {
	case match == nil || !ok:
		return p, errors.New("GITHUB_REF and GITHUB_REPOSITORY do not name a pull request: run this in a workflow on pull_request")
	case p.Token == "":
		return p, errors.New("GITHUB_TOKEN is not set: add env: GITHUB_TOKEN: ${{ github.token }} to the step")
	}
	secrets.Add(p.Token)
	p.Owner, p.Name = owner, name
	var err error
	p.Number, err = strconv.Atoi(match[1])
	return p, err
}

// mark returns the first line of a comment, which identifies it later: an HTML comment, invisible to readers.
func mark(name string) string { return "<!-- mage comment: " + name + " -->" }

// Run writes the named comment on the pull request of the current workflow, with the text of a file, or of in if file is "-". It
// prints the address of the comment. Errors do not contain the token.
func Run(ctx context.Context, getenv func(string) string, name, file string, in io.Reader, out io.Writer) error {
	text, err := read(file, in)
	if err != nil {
		return err
	}
	secrets := &redact.Secrets{}
	at, err := Here(getenv, secrets)
	if err != nil {
		return err
	}
	address, err := Comment(ctx, at, name, text)
	if err != nil {
		return secrets.Error(err)
	}
	_, err = fmt.Fprintln(out, cmp.Or(address, "no comment written: the text is empty"))
	return err
}

func read(file string, in io.Reader) (string, error) {
	if file == "-" {
		text, err := io.ReadAll(in)
		return string(text), err
	}
	text, err := os.ReadFile(file)
	return string(text), err
}

// Comment writes or updates the named comment and returns its address. The text is Markdown; if it is empty, nothing is written.
func Comment(ctx context.Context, p Place, name, text string) (address string, err error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	client, err := p.client()
	if err != nil {
		return "", err
	}
	body := mark(name) + "\n" + text
	if n := len([]rune(body)); n > mostComment {
		return "", fmt.Errorf("the comment has %d characters, GitHub allows %d: shorten it", n, mostComment)
	}
	found, err := p.find(ctx, client, mark(name))
	if err != nil {
		return "", p.explain("look for the comment", err)
	}
	if found.GetID() != 0 {
		if found.GetBody() == body {
			return found.GetHTMLURL(), nil
		}
		changed, _, err := client.Issues.EditComment(ctx, p.Owner, p.Name, found.GetID(), &github.IssueComment{Body: &body})
		return changed.GetHTMLURL(), p.explain("change the comment", err)
	}
	written, _, err := client.Issues.CreateComment(ctx, p.Owner, p.Name, p.Number, &github.IssueComment{Body: &body})
	return written.GetHTMLURL(), p.explain("write the comment", err)
}

func (p Place) client() (*github.Client, error) {
	options := []github.ClientOptionsFunc{github.WithAuthToken(p.Token), github.WithTimeout(patience)}
	if p.API != "" {
		base := strings.TrimSuffix(p.API, "/") + "/"
		options = append(options, github.WithURLs(&base, nil))
	}
	return github.NewClient(options...)
}

// find returns the comment with the mark, or an empty one. Only comments of bots count, because people may quote the mark.
func (p Place) find(ctx context.Context, client *github.Client, mark string) (*github.IssueComment, error) {
	options := &github.IssueListCommentsOptions{ListOptions: github.ListOptions{PerPage: 100}}
	for range mostPages {
		page, response, err := client.Issues.ListComments(ctx, p.Owner, p.Name, p.Number, options)
		if err != nil {
			return nil, err
		}
		for _, c := range page {
			if strings.HasPrefix(c.GetBody(), mark) && c.GetUser().GetType() == "Bot" {
				return c, nil
			}
		}
		if options.Page = response.NextPage; options.Page == 0 {
			return &github.IssueComment{}, nil
		}
	}
	return nil, fmt.Errorf("the pull request has more than %d comments: delete some", 100*mostPages)
}

// explain turns an error of GitHub into one line.
func (p Place) explain(doing string, err error) error {
	var refused *github.ErrorResponse
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused) && refused.Response.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%s of pull request %d: %s: give the job the permission pull-requests: write (not available to workflows of forks)", doing, p.Number, refused.Message)
	case errors.As(err, &refused):
		return fmt.Errorf("%s of pull request %d: HTTP %d: %s", doing, p.Number, refused.Response.StatusCode, refused.Message)
	default:
		return fmt.Errorf("%s of pull request %d: %w", doing, p.Number, err)
	}
}
