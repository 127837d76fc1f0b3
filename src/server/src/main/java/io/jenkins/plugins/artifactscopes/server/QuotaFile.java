package io.jenkins.plugins.artifactscopes.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may keep how much, as the home's {@code quota.json} says: {@code {"default":{"bytes":10737418240,"files":100000},
 * "projects":{"team/app":{"bytes":21474836480}}}}. What is not said is not limited; a project's own words replace the default.
 */
final class QuotaFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Quota> projects = new HashMap<>();
    private Quota otherwise = Quota.UNLIMITED;

    private QuotaFile() {}

    /** @throws IOException when the file is there and is none; the message says where */
    static Quotas read(Path file) throws IOException {
        QuotaFile quotas = new QuotaFile();
        if (Files.exists(file)) {
            try (JsonParser json = JSON.createParser(Files.readString(file))) {
                quotas.read(json);
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(file + " is no list of quotas. " + e.getMessage(), e);
            }
        }
        return project -> quotas.projects.getOrDefault(project, quotas.otherwise);
    }

    private void read(JsonParser json) throws IOException {
        open(json, json.nextToken());
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "default" -> otherwise = quota(json);
                case "projects" -> {
                    open(json, json.nextToken());
                    for (String project = json.nextFieldName(); project != null; project = json.nextFieldName()) {
                        projects.put(project, quota(json));
                    }
                }
                default -> throw unknown(json, name, "default, projects");
            }
        }
    }

    private static Quota quota(JsonParser json) throws IOException {
        long bytes = Quota.UNLIMITED.bytes();
        long files = Quota.UNLIMITED.files();
        open(json, json.nextToken());
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new IllegalArgumentException("'" + name + "' is a whole number" + at(json));
            }
            switch (name) {
                case "bytes" -> bytes = json.getLongValue();
                case "files" -> files = json.getLongValue();
                default -> throw unknown(json, name, "bytes, files");
            }
        }
        return new Quota(bytes, files);
    }

    private static void open(JsonParser json, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("An object is wanted" + at(json));
        }
    }

    private static IllegalArgumentException unknown(JsonParser json, String name, String known) {
        return new IllegalArgumentException("'" + name + "' is unknown" + at(json) + " Known are: " + known + ".");
    }

    private static String at(JsonParser json) {
        return " (line " + json.currentLocation().getLineNr() + ").";
    }
}
