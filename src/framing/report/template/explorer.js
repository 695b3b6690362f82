"use strict";
// Draws the words as points. All text reaches the page as text; the sentences are the cards that the tables open.
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const read = JSON.parse(document.getElementById("words").textContent);
  const named = (rows, fields) => rows.map(row => Object.fromEntries(fields.map((field, at) => [field, row[at]])));
  const { outlets, unit } = read, words = named(read.words, read.of_words), points = named(read.points, read.of_points);
  const by = id => document.getElementById(id);
  const section = by("explorer"), plot = by("plot"), search = by("search"), status = by("status");
  const R = 5.5, HEIGHT = 520, LEFT = 46, RIGHT = 16, TOP = 22, BOTTOM = 44, MAX_LABELS = 90, MAX_MATCHES = 12;

  // Outlines of the outlets' signs in units of their radius; "o" is a circle.
  const star = (n, inner) => Array.from({ length: 2 * n }, (_, i) => {
    const angle = Math.PI * i / n - Math.PI / 2, r = i % 2 ? inner : 1.25;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
  const cross = w => [[-w, -1], [w, -1], [w, -w], [1, -w], [1, w], [w, w], [w, 1], [-w, 1], [-w, w], [-1, w], [-1, -w], [-w, -w]];
  const turned = shape => shape.map(([x, y]) => [(x - y) * .75, (x + y) * .75]);
  const SHAPES = {
    s: [[-.88, -.88], [.88, -.88], [.88, .88], [-.88, .88]], D: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
    "^": [[0, -1.1], [1.1, .9], [-1.1, .9]], v: [[0, 1.1], [1.1, -.9], [-1.1, -.9]], "<": [[-1.1, 0], [.9, -1.1], [.9, 1.1]],
    P: cross(.38), X: turned(cross(.38)), "*": star(5, .5),
    h: Array.from({ length: 6 }, (_, i) => [1.1 * Math.sin(Math.PI * i / 3), -1.1 * Math.cos(Math.PI * i / 3)]),
  };
  const SHAPE_NAMES = { o: "circle", s: "square", "^": "triangle", D: "diamond", v: "triangle pointing down", P: "plus",
    X: "cross", "*": "star", "<": "triangle pointing left", h: "hexagon" };

  const make = (name, attributes = {}, ...children) => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  const html = (name, attributes, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  const sign = (marker, x, y, r) => SHAPES[marker]
    ? make("path", { class: "shape", d: `M${SHAPES[marker].map(([dx, dy]) => `${(x + r * dx).toFixed(1)} ${(y + r * dy).toFixed(1)}`).join("L")}Z` })
    : make("circle", { class: "shape", cx: x.toFixed(1), cy: y.toFixed(1), r });

  const shown = (value, digits) => value.toFixed(digits).replace(/^-(?=.*[1-9])/, "−").replace(/^-/, "");
  const whole = value => value.toLocaleString("en-US");
  const number = (value, text) => html("data", { value }, text);
  // What a point says, as text and numbers in turn: read out with it, and shown below the plot.
  const said = point => {
    const word = words[point.word], outlet = outlets[point.outlet];
    const parts = [`“${word.word}” in ${outlet.name}: `, [point.uses, whole(point.uses)], point.uses === 1 ? " use in " : " uses in ",
      [outlet.n_words, whole(outlet.n_words)], " words (", [point.rate, shown(point.rate, 2)], " per 1,000), ",
      [point.elsewhere, whole(point.elsewhere)], " in the other outlets; z ", [point.z, shown(point.z, 2)]];
    if (point.low !== null) parts.push(" (interval ", [point.low, shown(point.low, 2)], " to ", [point.high, shown(point.high, 2)], ")");
    else parts.push(" (no interval: too few articles)");
    if (point.survives !== null) parts.push(point.survives ? ", survives correction" : ", does not survive correction");
    parts.push("; in ", [point.articles, whole(point.articles)], " of ", [outlet.n_articles, whole(outlet.n_articles)],
      " of its articles; ");
    if (word.dispersion === null) parts.push("dispersion not available.");
    else parts.push("dispersion ", [word.dispersion, shown(word.dispersion, 2)], " (Gries’ DP, all articles).");
    return parts;
  };
  const asText = parts => parts.map(part => Array.isArray(part) ? part[1] : part).join("");
  const asNodes = parts => parts.map(part => Array.isArray(part) ? number(part[0], part[1]) : part);

  const open = point => by(point.card)?.showPopover();
  const spread = point => section.querySelector("[name=spread]:checked").value === "share" ? point.share : words[point.word].dispersion;
  const chosen = () => new Set([...section.querySelectorAll("[name=outlet]:checked")].map(box => Number(box.value)));
  const asked = () => search.value.trim().toLowerCase().replace(/[’‘ʼ]/g, "'");
  const isFound = (point, query) => query !== "" && words[point.word].word.includes(query);

  // Round steps that cut a range into about n pieces.
  const ticks = (low, high, n) => {
    const raw = (high - low) / n, power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 5, 10].find(times => times * power >= raw);
    const first = Math.ceil(low / step);
    return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
  };
  const scale = (values, low, high, reversed) => {
    let [least, most] = [Math.min(...values), Math.max(...values)];
    const room = (most - least || 1) * .06;
    [least, most] = [least - room, most + room];
    const place = value => (reversed ? high - (value - least) / (most - least) * (high - low) : low + (value - least) / (most - least) * (high - low));
    return { place, least, most };
  };

  let groups = [];   // the points as drawn, with their elements
  let current = null;  // the point that Tab reaches

  const tell = point => by("detail").replaceChildren(...asNodes(said(point)));
  const reach = group => {
    if (current) current.node.setAttribute("tabindex", "-1");
    current = group;
    group.node.setAttribute("tabindex", "0");
  };
  const go = (group) => { reach(group); group.node.focus(); };
  const step = (event, group) => {
    const key = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1], Home: ["y", -Infinity], End: ["y", Infinity] }[event.key];
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(group.point); return; }
    if (!key) return;
    event.preventDefault();
    const order = [...groups].sort((a, b) => a[key[0]] - b[key[0]] || a.rank - b.rank);
    go(order[Math.max(0, Math.min(order.length - 1, order.indexOf(group) + key[1]))]);
  };

  const axes = (svg, width, x, y) => {
    const bottom = HEIGHT - BOTTOM;
    for (const value of ticks(y.least, y.most, 7)) {
      const at = y.place(value);
      svg.append(make("line", { class: Math.abs(value) < 1e-9 ? "zero" : "grid", x1: LEFT, x2: width - RIGHT, y1: at, y2: at }),
        make("text", { x: LEFT - 6, y: at + 4, "text-anchor": "end" }, shown(value, Number.isInteger(value) ? 0 : 1)));
    }
    const isShare = section.querySelector("[name=spread]:checked").value === "share";
    for (const value of ticks(x.least, x.most, width < 480 ? 4 : 8)) {
      if (value < -1e-9 || value > 1 + 1e-9) continue;
      const at = x.place(value);
      svg.append(make("line", { class: "grid", x1: at, x2: at, y1: TOP, y2: bottom }),
        make("text", { x: at, y: bottom + 16, "text-anchor": "middle" }, isShare ? `${shown(100 * value, x.most - x.least < .08 ? 1 : 0)} %` : shown(value, 2)));
    }
    const narrow = width < 480;
    svg.append(
      make("text", { x: 0, y: 12 }, narrow ? "more here ↑ (z)" : `more in the outlet than in the others ↑ (log-odds, ${unit.split(" ")[0]})`),
      make("text", { x: width - RIGHT, y: HEIGHT - 6, "text-anchor": "end" }, isShare
        ? (narrow ? "share of its articles →" : "share of the outlet’s articles with the word →")
        : (narrow ? "few articles (DP) →" : "in few of all articles → (Gries’ DP; 0: spread as the text is)")));
  };

  // Words that occur alike stand on one spot: a click there asks which of them is meant.
  const stack = groups => {
    const spots = new Map();
    for (const group of groups) {
      const spot = `${Math.round(group.x / 3)} ${Math.round(group.y / 3)}`;
      spots.set(spot, [...(spots.get(spot) || []), group]);
    }
    for (const spot of spots.values()) for (const group of spot) group.stack = spot;
  };
  const list = some => by("matches").replaceChildren(...some.map(({ point }) => {
    const button = html("button", { type: "button" }, `${words[point.word].word} · ${outlets[point.outlet].name} · `, number(point.uses, whole(point.uses)));
    button.addEventListener("click", () => open(point));
    button.addEventListener("focus", () => tell(point));
    return html("li", {}, button);
  }));
  const choose = some => {
    status.replaceChildren(number(some.length, whole(some.length)), " words stand on this spot. Choose one for its sentences.");
    list(some);
    by("matches").querySelector("button").focus();
  };

  // Words are written beside their points, the most distinctive first, where nothing is in the way.
  const label = (svg, width, query) => {
    const taken = groups.map(({ x, y }) => [x - R, y - R, x + R, y + R]);
    const order = [...groups].sort((a, b) => isFound(b.point, query) - isFound(a.point, query) || Math.abs(b.point.z) - Math.abs(a.point.z));
    let n = 0;
    const done = new Set();
    for (const { x, y, point, node, stack } of order) {
      if (n >= MAX_LABELS) break;
      if (done.has(stack)) continue;
      const word = words[point.word].word, more = stack.length > 1 ? ` +${stack.length - 1}` : "";
      const long = (word.length > 24 ? `${word.slice(0, 23)}…` : word) + more, wide = long.length * 6.6 + 4;
      const places = [[x + R + 3, y + 4, "start", x + R + 2, y], [x - R - 3, y + 4, "end", x - R - 2 - wide, y],
        [x, y - R - 4, "middle", x - wide / 2, y - R - 8], [x, y + R + 12, "middle", x - wide / 2, y + R + 8]];
      const free = places.find(([, , , left, middle]) => left >= 0 && left + wide <= width && middle > TOP && !taken.some(box =>
        left < box[2] && left + wide > box[0] && middle - 6 < box[3] && middle + 6 > box[1]));
      if (!free) continue;
      const [at, base, anchor, left, middle] = free;
      done.add(stack);
      taken.push([left, middle - 7, left + wide, middle + 7]);
      node.append(make("text", { class: "word", x: at, y: base, "text-anchor": anchor }, long));
      n += 1;
    }
  };

  const draw = () => {
    const of = chosen(), withNames = by("with-names").checked, query = asked();
    const width = Math.max(280, plot.clientWidth || 800);
    const kept = points.filter(point => of.has(point.outlet) && (withNames || !words[point.word].is_name) && spread(point) !== null);
    const svg = make("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label":
      `Plot of ${kept.length} words: upwards how distinctive, to the right ${section.querySelector("[name=spread]:checked").value === "share" ? "the share of the outlet’s articles with it" : "in how few articles"}.` });
    groups = [];
    current = null;
    if (kept.length) {
      const x = scale(kept.map(spread), LEFT + 8, width - RIGHT - 8, false), y = scale([0, ...kept.map(point => point.z)], TOP, HEIGHT - BOTTOM, true);
      axes(svg, width, x, y);
      kept.forEach((point, rank) => {
        const outlet = outlets[point.outlet], at = x.place(spread(point)), up = y.place(point.z);
        const found = isFound(point, query);
        const node = make("g", { role: "button", tabindex: "-1", "aria-label": asText(said(point)),
          class: `o${outlet.colour}${point.survives ? "" : " hollow"}${found ? " found" : query ? " dimmed" : ""}` },
          make("circle", { class: "halo", cx: at, cy: up, r: R + 5 }), sign(outlet.marker, at, up, R));
        const group = { node, point, x: at, y: up, rank };
        node.addEventListener("click", () => { reach(group); group.stack.length > 1 ? choose(group.stack) : open(point); });
        node.addEventListener("pointerenter", () => tell(point));
        node.addEventListener("focus", () => { reach(group); tell(point); });
        node.addEventListener("keydown", event => step(event, group));
        groups.push(group);
        svg.append(node);
      });
      stack(groups);
      label(svg, width, query);
      reach(groups.find(({ point }) => isFound(point, query)) || groups[0]);
    }
    plot.replaceChildren(svg);
    report(kept, query);
  };

  const report = (kept, query) => {
    const different = new Set(kept.map(point => point.word)).size;
    const found = groups.filter(({ point }) => isFound(point, query));
    const parts = [number(different, whole(different)), different === 1 ? " word, " : " words, ", number(kept.length, whole(kept.length)), kept.length === 1 ? " point." : " points."];
    if (query && found.length) parts.push(" ", number(found.length, whole(found.length)), found.length === 1 ? " point holds “" : " points hold “", query, "”.");
    if (query && !found.length) parts.push(" None of the words shown here holds “", query, "”: it may belong to an outlet that is not chosen, be a name, or not be among the words of this page.");
    status.replaceChildren(...parts);
    list(found.slice(0, MAX_MATCHES));
  };

  section.querySelectorAll(".sign").forEach((place, at) => {
    const svg = make("svg", { viewBox: "-7 -7 14 14", role: "img", "aria-label": SHAPE_NAMES[outlets[at].marker], class: `o${outlets[at].colour}` });
    svg.append(sign(outlets[at].marker, 0, 0, R));
    place.append(svg);
  });
  section.hidden = false;
  by("without-script").hidden = true;
  section.addEventListener("change", event => { if (event.target !== search) draw(); });  // the search draws as it is typed
  search.addEventListener("input", draw);
  search.addEventListener("keydown", event => { if (event.key === "Enter" && groups.some(({ point }) => isFound(point, asked()))) { event.preventDefault(); go(current); } });
  let width = plot.clientWidth;
  new ResizeObserver(() => { if (plot.clientWidth !== width) { width = plot.clientWidth; draw(); } }).observe(plot);
  draw();
})();
