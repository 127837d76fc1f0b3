package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.http.JobTokenMask;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps tokens of jobs out of logs, be it on the controller or on an agent. It knows them by their form, and none by itself. */
final class TokenMask extends ConsoleLogFilter implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public OutputStream decorateLogger(@Nullable Run run, OutputStream log) {
        return new Masked(log);
    }

    private static final class Masked extends LineTransformationOutputStream.Delegating {
        private final JobTokenMask mask = new JobTokenMask();

        Masked(OutputStream log) {
            super(log);
        }

        @Override
        protected void eol(byte[] bytes, int length) throws IOException {
            // Tokens are ASCII; so read, every other byte of any encoding comes out as it went in.
            String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            String shown = mask.hide(line);
            if (shown.equals(line)) {
                out.write(bytes, 0, length);
            } else {
                out.write(shown.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
