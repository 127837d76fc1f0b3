package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.Extension;
import hudson.ExtensionList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is put on agents: the command and a launcher for each kind of system, as the plugin brings them. */
@Extension
public final class CommandFiles {
    static final List<String> NAMES = List.of("artifact", "artifact.cmd", "artifact.jar");

    private @Nullable String digest;

    static CommandFiles get() {
        return ExtensionList.lookupSingleton(CommandFiles.class);
    }

    /** One for all of them together: 64 hexadecimal digits. */
    synchronized String digest() throws IOException {
        String known = digest;
        if (known == null) {
            CommandDigest sum = new CommandDigest();
            for (String name : NAMES) {
                sum.add(name, content(name));
            }
            known = sum.hex();
            digest = known;
        }
        return known;
    }

    byte[] content(String name) throws IOException {
        try (InputStream in = CommandFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("This build of the plugin does not have " + name
                        + ". Build src/cli before the plugin, or install a released one.");
            }
            byte[] content = in.readAllBytes();
            return name.endsWith(".cmd") ? withWindowsLines(content) : content;
        }
    }

    private static byte[] withWindowsLines(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
