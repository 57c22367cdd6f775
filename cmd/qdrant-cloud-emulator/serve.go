package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store/sqlite"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/stop"
)

// serve answers calls until there is a cause to stop, which is the error, or until the input ends, if the server is attached to it.
func serve(o *options, causes <-chan stop.Cause, in io.Reader, out, log io.Writer) error {
	config, err := o.config(log)
	if err != nil {
		return err
	}
	server, err := apiserver.Start(config)
	if err != nil {
		return err
	}
	defer server.Close()
	if err := o.announce(server, out); err != nil {
		return err
	}
	ended := make(chan struct{})
	if o.attached {
		go func() {
			_, _ = io.Copy(io.Discard, in) // However it ends, nobody is there any more.
			close(ended)
		}()
	}
	select {
	case cause := <-causes:
		return cause
	case <-ended:
		return nil
	}
}

// config reads the files that the flags name.
func (o *options) config(log io.Writer) (apiserver.Config, error) {
	config := apiserver.Config{Address: o.address, Clock: clock.New(), RemoteConsole: o.console == "any"}
	if o.hosts != "" {
		config.Hosts = strings.Split(strings.ToLower(o.hosts), ",")
	}
	err := config.Clock.SetSpeed(o.speed)
	for _, read := range []func(*apiserver.Config) error{o.contract, o.policy, o.entities, o.certificate, o.journal} {
		if err == nil {
			err = read(&config)
		}
	}
	if o.verbose {
		config.Observe = func(call apiserver.Call) { fmt.Fprintln(log, line(call)) }
	}
	return config, err
}

func (o *options) contract(config *apiserver.Config) error {
	encoded := image.Contract()
	if o.image != "" {
		var err error
		if encoded, err = read("image", o.image); err != nil {
			return err
		}
	}
	var err error
	if config.Files, err = apiserver.Files(encoded); err != nil {
		return exit.Usagef("-image=%s: %w", o.image, err)
	}
	return nil
}

func (o *options) policy(config *apiserver.Config) error {
	if o.access == "" {
		config.Access = access.Default()
		return nil
	}
	content, err := read("access", o.access)
	if err != nil {
		return err
	}
	known, err := permissions(config.Files)
	if err != nil {
		return err
	}
	config.Access, err = access.Parse(o.access, content, known)
	return err
}

func permissions(files *protoregistry.Files) ([]string, error) {
	api, err := rpc.New(files)
	if err != nil {
		return nil, err
	}
	return access.Permissions(api), nil
}

func (o *options) entities(config *apiserver.Config) (err error) {
	if o.seed != "" {
		config.SeedName = o.seed
		config.Seed, err = read("seed", o.seed)
	}
	return err
}

func (o *options) certificate(config *apiserver.Config) error {
	if !o.tls {
		return nil
	}
	certificate, encoded, err := apiserver.Certificate()
	if err != nil {
		return err
	}
	config.Certificate = &certificate
	if err := file.Write(o.ca, encoded); err != nil {
		return exit.Usagef("-ca=%s: %w", o.ca, err)
	}
	if o.ca, err = filepath.Abs(o.ca); err != nil {
		return err
	}
	return nil
}

func (o *options) journal(config *apiserver.Config) error {
	if o.data == "" {
		return nil
	}
	journal, err := sqlite.Open(o.data)
	if err != nil {
		return exit.Usagef("-data=%s: %w", o.data, err)
	}
	config.Data = journal
	return nil
}

// maxInput is how large a file may be that a flag names.
const maxInput = 64 << 20

func read(flag, path string) ([]byte, error) {
	content, err := file.Read(path, maxInput)
	if err != nil {
		if pathError := (*os.PathError)(nil); errors.As(err, &pathError) {
			err = pathError.Err
		}
		return nil, exit.Usagef("-%s=%s: %w", flag, path, err)
	}
	return content, nil
}
