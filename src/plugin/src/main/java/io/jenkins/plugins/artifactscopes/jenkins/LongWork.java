package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingExecutorService;

/** Reads much of what is stored, one work after the other on one thread: the few of Jenkins' timer are for all plugins. */
@Extension
public final class LongWork {
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "Artifact scopes"),
            // When Jenkins ends: what is still to be done is noted, or found out again.
            new ThreadPoolExecutor.DiscardPolicy());

    private final ExecutorService asJenkins = new ImpersonatingExecutorService(thread, ACL.SYSTEM2);

    public static LongWork get() {
        return ExtensionList.lookupSingleton(LongWork.class);
    }

    /** Does it when all that came before is done. */
    public void execute(Runnable work) {
        asJenkins.execute(work);
    }

    /** Whether Jenkins ends, and so has the work to. It is not interrupted: that would close files under others. */
    public boolean isEnding() {
        return thread.isShutdown();
    }

    @Terminator
    public static void stop() {
        LongWork work = get();
        work.thread.shutdown();
        work.thread.getQueue().clear();
    }
}
