import { clone, create } from "@bufbuild/protobuf";
import { QdrantCloudError } from "./errors.js";
export class FakeTransport {
    name = "fake";
    /** The calls so far, the oldest first; each attempt is one. */
    calls = [];
    #answers = new Map();
    /** Sets what answers the calls of a method. The latest one counts. */
    on(method, answer) {
        this.#answers.set(`${method.parent.typeName}/${method.name}`, answer);
        return this;
    }
    async call(request) {
        const { method, message, headers, signal } = request;
        this.calls.push({ method: method.name, request: clone(method.desc.input, message), headers });
        const answer = this.#answers.get(method.name);
        if (answer === undefined) {
            throw new QdrantCloudError("UNIMPLEMENTED", `the fake transport has no answer for it: add one with on(…)`);
        }
        const response = await answer(message, signal);
        return { message: create(method.desc.output, response), traceId: "" };
    }
}
