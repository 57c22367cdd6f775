/** Puts what is said about the methods of a service beside their descriptors. */
export function methodsOf(service, specs) {
    const all = Object.entries(specs).map(([key, spec]) => {
        const desc = service.method[key];
        return [key, { name: `${service.typeName}/${desc?.name ?? key}`, desc, spec }];
    });
    return Object.fromEntries(all);
}
