package io.jenkins.plugins.artifactscopes.http.download;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a browser is told of a file, by its name. What is not known here is shown by no browser. */
final class MediaTypes {
    private static final String BINARY = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("xhtml", "application/xhtml+xml"),
            Map.entry("xml", "text/xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("woff2", "font/woff2"));
    private static final Set<String> TEXTS =
            Set.of("txt", "log", "md", "csv", "tsv", "yml", "yaml", "properties", "out", "err", "diff", "patch");
    private static final Set<String> PASSIVE = Set.of("png", "jpg", "jpeg", "gif", "webp", "zip", "gz", "woff2");

    private MediaTypes() {}

    static String of(String name) {
        String extension = extension(name);
        return TEXTS.contains(extension) ? TEXT : TYPES.getOrDefault(extension, BINARY);
    }

    /** Whether a browser may run something in it, or follow links out of it. */
    static boolean isActive(String name) {
        String extension = extension(name);
        return TYPES.containsKey(extension) && !PASSIVE.contains(extension);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
