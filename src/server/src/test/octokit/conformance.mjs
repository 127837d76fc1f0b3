// Drives a server with GitHub's own client, unmodified. Wants in the environment: BASE (of the REST interface), TOKEN (of the project
// team/app), RUN (the number of a run with 1,050 artifacts a0000 to a1049 in its workflow and a folder "dist" in its job Build with
// bin/run, mode 0755, and latest -> bin/run) and EXPIRED (the name of an artifact that has expired). Prints what held.
import assert from "node:assert/strict";
import { Octokit } from "@octokit/rest";

const { BASE, TOKEN, RUN, EXPIRED } = process.env;
const octokit = new Octokit({ baseUrl: BASE, auth: TOKEN, log: { debug() {}, info() {}, warn: console.error, error() {} } });
const here = { owner: "team", repo: "app" };
const run_id = Number(RUN);
let held = 0;

async function holds(what, check) {
  await check();
  held++;
  console.log("holds: " + what);
}

async function status(promise) {
  try {
    return (await promise).status;
  } catch (error) {
    return error.status;
  }
}

const named = async (name) => (await octokit.rest.actions.listArtifactsForRepo({ ...here, name })).data;

// The directory of a ZIP: name, Unix mode, and content of what is stored as it is.
function unzip(buffer) {
  const zip = Buffer.from(buffer);
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  const entries = {};
  for (let i = 0, at = zip.readUInt32LE(end + 16); i < zip.readUInt16LE(end + 10); i++) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    entries[zip.toString("utf8", at + 46, at + 46 + nameLength)] = {
      mode: (zip.readUInt32LE(at + 38) >>> 16).toString(8),
      content: zip.toString("utf8", start, start + zip.readUInt32LE(at + 20)),
    };
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

await holds("1,052 artifacts of a project, page by page", async () => {
  const all = await octokit.paginate(octokit.rest.actions.listArtifactsForRepo, { ...here, per_page: 100 });
  assert.equal(all.length, 1052);
  assert.equal(new Set(all.map((artifact) => artifact.id)).size, 1052);
  assert.deepEqual(all.map((artifact) => artifact.id), all.map((artifact) => artifact.id).sort((a, b) => b - a));
});

await holds("the artifacts of a run, with the usual page size", async () => {
  const all = await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, { ...here, run_id });
  assert.equal(all.length, 1051);
  assert.ok(all.every((artifact) => artifact.workflow_run.id === run_id));
});

await holds("a filter by name", async () => {
  const found = await named("a0042");
  assert.equal(found.total_count, 1);
  assert.equal(found.artifacts[0].name, "a0042");
  assert.equal((await named("nothing")).total_count, 0);
});

await holds("one artifact", async () => {
  const [artifact] = (await named("a0042")).artifacts;
  const { data } = await octokit.rest.actions.getArtifact({ ...here, artifact_id: artifact.id });
  assert.deepEqual(data, artifact);
  assert.equal(data.expired, false);
  assert.equal(data.url, `${BASE}/repos/team/app/actions/artifacts/${artifact.id}`);
});

await holds("a download through the redirect, with mode and link", async () => {
  const [artifact] = (await named("dist")).artifacts;
  const answer = await octokit.rest.actions.downloadArtifact({ ...here, artifact_id: artifact.id, archive_format: "zip" });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers["content-type"], "application/zip");
  const entries = unzip(answer.data);
  assert.equal(entries["bin/run"].mode, "100755");
  assert.equal(entries["bin/run"].content, "#!/bin/sh\n");
  assert.equal(entries["latest"].mode, "120777");
  assert.equal(entries["latest"].content, "bin/run");
});

await holds("404 for another format and for what is not there", async () => {
  const [artifact] = (await named("dist")).artifacts;
  const tar = { ...here, artifact_id: artifact.id, archive_format: "tar" };
  assert.equal(await status(octokit.rest.actions.downloadArtifact(tar)), 404);
  assert.equal(await status(octokit.rest.actions.getArtifact({ ...here, artifact_id: 1 })), 404);
  assert.equal(await status(octokit.rest.actions.listArtifactsForRepo({ owner: "team", repo: "none" })), 404);
});

await holds("410 for what has expired", async () => {
  const [artifact] = (await named(EXPIRED)).artifacts;
  assert.equal(artifact.expired, true);
  const zip = { ...here, artifact_id: artifact.id, archive_format: "zip" };
  assert.equal(await status(octokit.rest.actions.downloadArtifact(zip)), 410);
});

await holds("deletion", async () => {
  const [artifact] = (await named("a0042")).artifacts;
  const one = { ...here, artifact_id: artifact.id };
  assert.equal((await octokit.rest.actions.deleteArtifact(one)).status, 204);
  assert.equal(await status(octokit.rest.actions.getArtifact(one)), 404);
  assert.equal((await named("a0042")).total_count, 0);
});

await holds("retention settings", async () => {
  const route = "/repos/{owner}/{repo}/actions/permissions/artifact-and-log-retention";
  const before = (await octokit.request("GET " + route, here)).data;
  assert.deepEqual(Object.keys(before), ["days", "maximum_allowed_days"]);
  assert.equal((await octokit.request("PUT " + route, { ...here, days: 30 })).status, 204);
  assert.equal((await octokit.request("GET " + route, here)).data.days, 30);
  assert.equal(await status(octokit.request("PUT " + route, { ...here, days: before.maximum_allowed_days + 1 })), 422);
});

await holds("401 without credentials", async () => {
  const stranger = new Octokit({ baseUrl: BASE, log: { debug() {}, info() {}, warn() {}, error() {} } });
  assert.equal(await status(stranger.rest.actions.listArtifactsForRepo(here)), 401);
});

console.log(held + " of 10 hold");
