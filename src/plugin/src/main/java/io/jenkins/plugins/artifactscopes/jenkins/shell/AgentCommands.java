package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.remoting.VirtualChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the command on agents, below their root and beside what Jenkins keeps there: {@code caches/artifact-scopes/DIGEST}. It is looked at
 * again with every block, because whoever runs on the agent can change it.
 */
@Extension
public final class AgentCommands {
    private static final String CACHE = "caches/artifact-scopes";

    private final Map<VirtualChannel, Looked> latest = Collections.synchronizedMap(new WeakHashMap<>());

    static AgentCommands get() {
        return ExtensionList.lookupSingleton(AgentCommands.class);
    }

    /** @param block for which once to look is enough */
    InstalledCommand on(@Nullable Computer computer, String block) throws IOException, InterruptedException {
        FilePath root = root(computer);
        VirtualChannel agent = root.getChannel();
        Looked before = latest.get(agent);
        if (before != null && before.block().equals(block)) {
            return before.command();
        }
        InstalledCommand command = install(root.child(CACHE));
        latest.put(agent, new Looked(block, command));
        return command;
    }

    private static FilePath root(@Nullable Computer computer) throws AbortException {
        Node node = computer == null ? null : computer.getNode();
        FilePath root = node == null ? null : node.getRootPath();
        if (root == null) {
            throw new AbortException("The artifact command needs an agent that is online. Put it into a node block.");
        }
        return root;
    }

    private static InstalledCommand install(FilePath cache) throws IOException, InterruptedException {
        CommandFiles files = CommandFiles.get();
        InstalledCommand there = cache.act(new LookForCommand(files.digest()));
        if (there == null) {
            send(files, cache);
            there = cache.act(new LookForCommand(files.digest()));
        }
        if (there == null) {
            throw new IOException("The artifact command was put into " + cache + ", and is not whole there.");
        }
        return there;
    }

    private static void send(CommandFiles files, FilePath cache) throws IOException, InterruptedException {
        FilePath arrived = cache.child("arriving-" + UUID.randomUUID());
        arrived.mkdirs();
        try {
            for (String name : CommandFiles.NAMES) {
                arrived.child(name).copyFrom(new ByteArrayInputStream(files.content(name)));
            }
            cache.act(new PlaceCommand(files.digest(), arrived.getName()));
        } finally {
            arrived.deleteRecursive();
        }
    }

    /** What was found, for whom. */
    private record Looked(String block, InstalledCommand command) {}
}
