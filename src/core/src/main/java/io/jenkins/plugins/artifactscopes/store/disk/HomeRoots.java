package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lays scopes out below one home as Jenkins does: {@code jobs/<project>/artifact-scopes/project} and
 * {@code jobs/<project>/builds/<workflow>/artifact-scopes/{workflow,jobs/<job>}}.
 *
 * <p>A name becomes one directory's name: what is not {@code [A-Za-z0-9_.-]}, and a dot in front, is written {@code %XX} by bytes of
 * UTF-8. A name that becomes longer than 200 bytes ends in its digest instead. Which scope a directory is of, its manifest says.
 */
public final class HomeRoots implements ScopeRoots {
    private static final int LONG = 200;
    private static final int KEPT = 120;

    private final Path home;

    public HomeRoots(Path home) {
        this.home = home;
    }

    @Override
    public Path directory(ScopeId scope) {
        Path project = home.resolve("jobs").resolve(encoded(scope.project()));
        return scope.workflow()
                .map(workflow -> {
                    Path scopes =
                            project.resolve("builds").resolve(encoded(workflow)).resolve("artifact-scopes");
                    return scope.job()
                            .map(job -> scopes.resolve("jobs").resolve(encoded(job)))
                            .orElse(scopes.resolve("workflow"));
                })
                .orElse(project.resolve("artifact-scopes").resolve("project"));
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80
                    && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || (c == '.' && !encoded.isEmpty()));
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        if (encoded.length() <= LONG) {
            return encoded.toString();
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        // No code of a byte begins like this, so that no short name spells it.
        return encoded.substring(0, KEPT) + "%-"
                + Digest.ofContent(bytes, 0, bytes.length).hex();
    }

    /** One directory that cannot be read, or goes meanwhile, keeps nobody from the others. */
    @Override
    public void forEach(Consumer<ScopeId> scopes, Consumer<String> problems) throws IOException {
        Path jobs = home.resolve("jobs");
        if (Files.notExists(jobs)) {
            return;
        }
        Files.walkFileTree(jobs, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                Path manifest = new DiskLayout(directory).manifest();
                if (!Files.exists(manifest)) {
                    return FileVisitResult.CONTINUE;
                }
                tell(manifest, scopes, problems);
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                unreadable(file, failure, problems);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                if (failure != null) {
                    unreadable(directory, failure, problems);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void tell(Path manifest, Consumer<ScopeId> scopes, Consumer<String> problems) {
        try (JournalReader spans = new JournalReader(manifest, 0)) {
            JournalReader.Span first = spans.nextSpan();
            if (first != null && first.last() instanceof Line.Header header) {
                scopes.accept(header.id());
            } else if (Files.size(manifest) > 0) {
                problems.accept("The journal " + manifest + " does not say whose it is.");
            }
        } catch (DamagedContent e) {
            problems.accept(e.getMessage());
        } catch (IOException e) {
            unreadable(manifest, e, problems);
        }
    }

    private static void unreadable(Path path, IOException failure, Consumer<String> problems) {
        if (!(failure instanceof NoSuchFileException)) {
            problems.accept(path + " cannot be read, and the artifacts in it may be missing in lists: " + failure
                    + ". See that this process can read it, and rebuild the catalog.");
        }
    }
}
