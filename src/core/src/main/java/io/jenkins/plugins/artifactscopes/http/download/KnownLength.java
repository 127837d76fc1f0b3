package io.jenkins.plugins.artifactscopes.http.download;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer whose bytes lie ready: all of them, a part, or none when the client has them. */
final class KnownLength {
    private KnownLength() {}

    /**
     * Sets status and headers.
     *
     * @param tag the entity tag, with its quotes
     * @param size bytes of the whole
     * @return what is to be written; empty when nothing is
     */
    static Optional<ByteRange> begin(HttpServletRequest request, HttpServletResponse response, String tag, long size) {
        response.setHeader("Accept-Ranges", "bytes");
        if (isKnown(request, response, tag)) {
            return Optional.empty();
        }
        Optional<ByteRange> range = range(request, tag, size);
        if (range.isPresent() && range.get().length() == 0) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader("Content-Range", "bytes */" + size);
            response.setContentLength(0);
            return Optional.empty();
        }
        ByteRange part = range.orElse(new ByteRange(0, size));
        if (range.isPresent()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", part.header(size));
        }
        response.setContentLengthLong(part.length());
        return Optional.of(part).filter(asked -> !request.getMethod().equals("HEAD"));
    }

    /** Sets the tag, and answers 304 when the client has it. */
    static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String tag) {
        response.setHeader("ETag", tag);
        boolean known = Conditions.isUnchanged(request, tag);
        if (known) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return known;
    }

    private static Optional<ByteRange> range(HttpServletRequest request, String tag, long size) {
        @Nullable String condition = request.getHeader("If-Range");
        return condition == null || condition.equals(tag)
                ? ByteRange.parse(request.getHeader("Range"), size)
                : Optional.empty();
    }
}
