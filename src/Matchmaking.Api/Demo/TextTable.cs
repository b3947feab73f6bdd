using System.Text;

namespace Matchmaking.Api.Demo;

/// <summary>Aligned columns of plain text, to the right unless said otherwise.</summary>
/// <param name="header">Lines of the header, each with all columns.</param>
internal sealed class TextTable(params string[][] header)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>Columns aligned to the left.</summary>
    public required IReadOnlyList<int> Left { get; init; }

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table, indented by two.</summary>
    public void Write(TextWriter output)
    {
        string[][] all = [.. header, .. _rows];
        int[] widths = [.. Enumerable.Range(0, header[0].Length).Select(column => all.Max(row => row[column].Length))];
        foreach (var line in header)
            output.WriteLine(Line(line, widths));
        output.WriteLine("  " + new string('-', widths.Sum() + (Gap.Length * (widths.Length - 1))));
        foreach (var row in _rows)
            output.WriteLine(Line(row, widths));
    }

    /// <summary>Writes a text in lines of at most 150 columns; the first begins with a dash, all are indented.</summary>
    public static void WriteParagraph(TextWriter output, string text)
    {
        const int Width = 150;
        var line = new StringBuilder("  -");
        foreach (var word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line.Clear().Append("   ");
            }

            line.Append(' ').Append(word);
        }

        output.WriteLine(line);
    }

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var column = 0; column < cells.Length; column++)
            line.Append(Gap).Append(Left.Contains(column) ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column]));
        return line.ToString().TrimEnd();
    }
}
