"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

function methodsOf(service, specs) {
    const all = Object.entries(specs).map(([key, spec]) => {
        const desc = service.method[key];
        return [key, { name: `${service.typeName}/${desc?.name ?? key}`, desc, spec }];
    });
    return Object.fromEntries(all);
}
exports.methodsOf = methodsOf;
