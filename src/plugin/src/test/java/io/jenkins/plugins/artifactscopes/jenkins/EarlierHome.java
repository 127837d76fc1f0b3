package io.jenkins.plugins.artifactscopes.jenkins;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A home that {@link EarlierJenkins} packed, and what its files say that it has, read without the plugin:
 *
 * <pre>
 * team/app      dist of build 2, pinned where the state can pin
 *   1           dist in the workflow, log in the job for a second, kept.txt archived
 *   2           the same, archived by the state's own manager where it has one, with settings where it has any
 *   3           pushed.txt in the workflow, stashed before; waits for a node that is called later
 * </pre>
 */
record EarlierHome(Path directory) {
    private static final Pattern SCOPE =
            Pattern.compile("\\{\"format\":1,\"scope\":\"(?:job|workflow|project)\",\"project\":\"([^\"]+)\""
                    + "(?:,\"workflow\":\"([^\"]+)\")?(?:,\"job\":\"([^\"]+)\")?,.*");
    private static final Pattern ARTIFACT = Pattern.compile("\\{\"artifact\":\"([^\"]+)\",\"id\":([0-9]+)}");

    /** A scope of the first build that the home is given besides, whose journal is of a format that is still to come. */
    static final ScopeId TO_COME = ScopeId.job("team/app", "1", "99");

    /** The home's own; no name in it leads elsewhere. */
    static EarlierHome unpack(Path zip, Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream packed = new ZipInputStream(in)) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(packed, file);
            }
        }
        return new EarlierHome(directory);
    }

    private Path job() {
        return directory.resolve("jobs/team/jobs/app");
    }

    Path build(int number) {
        return job().resolve("builds").resolve(Integer.toString(number));
    }

    /** Whether what the second build archived was the business of the state's own manager. */
    boolean isManaged() throws IOException {
        return Files.readString(build(2).resolve("build.xml")).contains("ScopedArtifactManager");
    }

    boolean hasSettings() throws IOException {
        return Files.readString(job().resolve("config.xml")).contains("ArtifactScopesProperty");
    }

    /** Ids that are pinned. */
    Set<Long> pins() throws IOException {
        Path log = directory.resolve("artifact-scopes/catalog/pins");
        Set<Long> pins = new HashSet<>();
        for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
            pins.add(Long.valueOf(line.replace("\tpin", "")));
        }
        return pins;
    }

    /** The ids of all artifacts, by scope and name, as the journals tell them. */
    Map<String, Long> ids() throws IOException {
        Map<String, Long> ids = new TreeMap<>();
        try (Stream<Path> all = Files.walk(job())) {
            for (Path journal : all.filter(EarlierHome::isOfArtifacts).toList()) {
                String text = Files.readString(journal);
                Matcher scope = SCOPE.matcher(text.lines().findFirst().orElseThrow());
                if (scope.matches()) {
                    Matcher artifact = ARTIFACT.matcher(text);
                    while (artifact.find()) {
                        ids.put(key(scope(scope), artifact.group(1)), Long.valueOf(artifact.group(2)));
                    }
                }
            }
        }
        return ids;
    }

    /** Stashes have journals too. */
    private static boolean isOfArtifacts(Path file) {
        return file.endsWith("manifest.jsonl") && !file.getParent().endsWith("stashes");
    }

    private static ScopeId scope(Matcher said) {
        String project = said.group(1);
        String run = said.group(2);
        String job = said.group(3);
        return run == null
                ? ScopeId.project(project)
                : job == null ? ScopeId.workflow(project, run) : ScopeId.job(project, run, job);
    }

    static String key(ScopeId scope, String artifact) {
        return scope + ": " + artifact;
    }

    private Path toCome() {
        return build(1).resolve("artifact-scopes/jobs/99");
    }

    /** As if a later version had written {@link #TO_COME}, long ago. */
    void addScopeToCome() throws IOException {
        Path journal = Files.createDirectories(toCome()).resolve("manifest.jsonl");
        Files.writeString(journal, "{\"format\":2,\"holds\":[\"log\"]}\n");
        Path content = Files.createDirectories(toCome().resolve("segments")).resolve("1.zip");
        Files.setLastModifiedTime(Files.writeString(content, "of another kind"), FileTime.from(Instant.EPOCH));
    }

    /** All files of {@link #TO_COME}, with what they hold. */
    Map<String, String> scopeToCome() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(toCome())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(toCome().relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
