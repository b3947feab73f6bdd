using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Matchmaking.SqlServer.Tests.SkippingFramework", "Matchmaking.SqlServer.Tests")]

namespace Matchmaking.SqlServer.Tests;

/// <summary>Skips every test, with the reason, where there is no server to run it on.</summary>
public sealed class SkippingFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider source, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, source, messages)
    {
        private static readonly PropertyInfo Reason = typeof(XunitTestCase).GetProperty(nameof(XunitTestCase.SkipReason))!;

        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            var cases = testCases.ToList();
            if (TestServer.SkipReason is { } reason)
                foreach (var testCase in cases)
                    Reason.SetValue(testCase, reason);
            base.RunTestCases(cases, executionMessageSink, executionOptions);
        }
    }
}
