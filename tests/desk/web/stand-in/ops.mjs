/** Edits of a parsed JSON value by paths as core/base/json_edit.h writes them. The spelling of a file is not kept: the page never sees it. */
const unstep = (text) => text.replaceAll("~4", "=").replaceAll("~3", "]").replaceAll("~2", "[").replaceAll("~1", "/").replaceAll("~0", "~");

export class Refused extends Error {}

/** "/slides[id=welcome]+/headline" → steps. */
function stepsOf(path) {
    const steps = [];
    for (const part of path.split("/").slice(1)) {
        const match = /^([^[]*)((?:\[[^\]]*\]\+?)*)$/.exec(part);
        if (!match) throw new Refused(`not a path: ${path}`);
        if (match[1]) steps.push({ member: unstep(match[1]) });
        for (const [, inner, after] of match[2].matchAll(/\[([^\]]*)\](\+?)/g)) steps.push({ inner, after: after === "+" });
    }
    return steps;
}

function indexOf(list, inner) {
    if (!Array.isArray(list)) throw new Refused("not a list");
    if (inner === "-") return list.length;
    const cut = inner.indexOf("=");
    const found = cut < 0 ? Number(inner) : list.findIndex((item) => unstep(inner.slice(cut + 1)) === String(cut === 0 ? item : item?.[unstep(inner.slice(0, cut))]));
    if (!(found >= 0 && found <= list.length)) throw new Refused(`no element [${inner}]`);
    return found;
}

function parentOf(value, steps, make) {
    let here = value;
    for (const step of steps.slice(0, -1)) {
        if (step.member !== undefined) {
            if (make && here[step.member] === undefined) here[step.member] = {};
            here = here[step.member];
        } else here = here[indexOf(here, step.inner)];
        if (here === undefined || here === null) throw new Refused("there is no such place");
    }
    return here;
}

export function get(value, path) {
    try {
        return stepsOf(path).reduce((here, step) => (step.member !== undefined ? here?.[step.member] : here?.[indexOf(here, step.inner)]), value);
    } catch {
        return undefined;
    }
}

/** Does `op` to `value`, in place. */
export function apply(value, op) {
    const steps = stepsOf(op.path);
    const last = steps.at(-1);
    const parent = parentOf(value, steps, op.op === "set");
    if (op.op === "move") {
        const from = indexOf(parent, last.inner);
        const item = parent[from];
        const toSteps = stepsOf(op.to);
        const target = parentOf(value, toSteps, false);
        const before = toSteps.at(-1).inner === "-" ? null : target[indexOf(target, toSteps.at(-1).inner)];
        parent.splice(from, 1);
        target.splice(before === null ? target.length : target.indexOf(before) + (toSteps.at(-1).after ? 1 : 0), 0, item);
        return;
    }
    if (last.member !== undefined) {
        if (op.op === "remove" && !(last.member in parent)) throw new Refused("nothing to remove");
        if (op.op === "remove") delete parent[last.member];
        else parent[last.member] = op.value;
        return;
    }
    const index = indexOf(parent, last.inner);
    if (op.op === "insert") parent.splice(index + (last.after ? 1 : 0), 0, op.value);
    else if (op.op === "remove") parent.splice(index, 1);
    else parent[index] = op.value;
}
