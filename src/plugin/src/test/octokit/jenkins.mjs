// GitHub's own client against a Jenkins, as docs/REST.md tells it: BASE is its address, AUTH a user and an API token with a colon between.
import assert from 'node:assert/strict';
import { Octokit } from '@octokit/rest';

const octokit = new Octokit({ baseUrl: process.env.BASE + '/artifact-scopes', auth: process.env.AUTH });
const project = { owner: 'team', repo: 'app' };

const all = await octokit.paginate(octokit.rest.actions.listArtifactsForRepo, project);
assert.deepEqual(all.map(({ name, scope }) => name + ' ' + scope).sort(), ['dist job', 'dist project', 'dist workflow']);

const ofRun = await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, { ...project, run_id: 1 });
const dist = ofRun.find(({ scope }) => scope === 'workflow');
assert.equal(dist.workflow_run.id, 1);

const { data } = await octokit.rest.actions.getArtifact({ ...project, artifact_id: dist.id });
assert.equal(data.name, 'dist');

const zip = await octokit.rest.actions.downloadArtifact({ ...project, artifact_id: dist.id, archive_format: 'zip' });
assert.equal(Buffer.from(zip.data).subarray(0, 2).toString(), 'PK');

await octokit.rest.actions.deleteArtifact({ ...project, artifact_id: dist.id });
await assert.rejects(octokit.rest.actions.getArtifact({ ...project, artifact_id: dist.id }), { status: 404 });
await assert.rejects(octokit.rest.actions.listArtifactsForRepo({ owner: '-', repo: 'none' }), { status: 404 });
console.log('all holds');
