package io.jenkins.plugins.artifactscopes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.catalog.DurableFile;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicyJson;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of a home: {@code retention.json} for all projects, and a file for each project that has its own, {@code {"project": NAME,
 * "policy": {…}}}, called by the name's SHA-256. Whoever edits them by hand restarts the server, which then dates anew what they concern.
 */
final class PolicyFiles implements PolicySettings {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Path directory;
    private final Map<String, RetentionPolicy> projects = new ConcurrentHashMap<>();
    private volatile RetentionPolicy all;

    private PolicyFiles(Path file, Path directory, RetentionPolicy all) {
        this.file = file;
        this.directory = directory;
        this.all = all;
    }

    /** @throws IOException when one of them cannot be read; the message says which and where it is wrong */
    static PolicyFiles read(Home home) throws IOException {
        Path file = home.retention();
        RetentionPolicy all = Files.exists(file) ? parse(file, Files.readString(file)) : RetentionPolicy.NONE;
        PolicyFiles policies = new PolicyFiles(file, home.projectPolicies(), all);
        Files.createDirectories(policies.directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(policies.directory, "*.json")) {
            for (Path one : files) {
                policies.readProject(one);
            }
        }
        return policies;
    }

    private static RetentionPolicy parse(Path file, String text) throws IOException {
        try {
            return RetentionPolicyJson.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no retention policy. " + e.getMessage(), e);
        }
    }

    private void readProject(Path one) throws IOException {
        try (JsonParser json = JSON.createParser(Files.readString(one))) {
            json.nextToken();
            if ("project".equals(json.nextFieldName()) && json.nextToken() == JsonToken.VALUE_STRING) {
                String project = json.getText();
                if ("policy".equals(json.nextFieldName())) {
                    json.nextToken();
                    projects.put(project, RetentionPolicyJson.read(json));
                    return;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(one + " is no policy of a project. " + e.getMessage(), e);
        }
        throw new IOException(one + " is no policy of a project. Delete it, or write {\"project\":…,\"policy\":{…}}.");
    }

    AppliedPolicies.Current current() {
        return new AppliedPolicies.Current(all, projects, Map.of());
    }

    @Override
    public EffectivePolicy of(String project) {
        return new EffectivePolicy(all, own(project));
    }

    @Override
    public RetentionPolicy all() {
        return all;
    }

    @Override
    public RetentionPolicy own(String project) {
        return projects.getOrDefault(project, RetentionPolicy.NONE);
    }

    @Override
    public synchronized void changeAll(RetentionPolicy policy) throws IOException {
        DurableFile.write(file, RetentionPolicyJson.print(policy) + "\n");
        all = policy;
    }

    @Override
    public synchronized void change(String project, RetentionPolicy policy) throws IOException {
        byte[] name = project.getBytes(StandardCharsets.UTF_8);
        Path one = directory.resolve(Digest.ofContent(name, 0, name.length).hex() + ".json");
        if (policy.equals(RetentionPolicy.NONE)) {
            Files.deleteIfExists(one);
            projects.remove(project);
            return;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("project", project);
            json.writeFieldName("policy");
            RetentionPolicyJson.write(json, policy);
            json.writeEndObject();
        }
        DurableFile.write(one, text + "\n");
        projects.put(project, policy);
    }
}
