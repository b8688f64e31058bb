"""The rules of figures (图片写法规则) in the Markdown of a document."""

from __future__ import annotations

from builders.core.rule import Rule

_WRITE = '请写成 ![图题](assets/名称.svg){#fig-名称 alt="替代文字" width=80%}'
_RIGHT = ('![施工现场](assets/示例.svg){#fig-site alt="施工后的小广场" width=80%}',)

RULES = (
    Rule(
        "M131",
        "图片只能取自本文的 assets 目录",
        "网上的图片和本机别处的图片会变、会丢，也不会随文件打包。",
        f"请把图片放进 assets 目录；{_WRITE}",
        wrong=(
            '![施工现场](https://www.example.com/a.png){alt="施工后的小广场"}',
            '![施工现场](C:/照片/a.png){alt="施工后的小广场"}',
        ),
        right=_RIGHT,
    ),
    Rule(
        "M132",
        "没有这幅图片",
        "图片的名称写错，或者统计图、照片没有登记，印不出来。",
        "请改正名称，或把图片放进 assets 目录",
        wrong=('![施工现场](assets/示列.svg){alt="施工后的小广场"}',),
        right=_RIGHT,
    ),
    Rule(
        "M133",
        "图片没有这个属性",
        "图片只有 width（宽度）、alt（替代文字）两项属性，写错的不起作用；另带的标题印不出来。",
        f"请改正名称或删去；{_WRITE}",
        wrong=('![施工现场](assets/示例.svg){alt="施工后的小广场" height=80%}',),
        right=_RIGHT,
    ),
    Rule(
        "M134",
        "图片缺少替代文字，或与图题相同",
        "看不见图的人靠替代文字知道图里有什么，重复图题等于没有说。",
        _WRITE,
        wrong=("![施工现场](assets/示例.svg)", '![施工现场](assets/示例.svg){alt="施工现场"}'),
        right=_RIGHT,
    ),
    Rule(
        "M135",
        "图片没有图题",
        "图要有编号和图题，正文才能引用。",
        _WRITE,
        wrong=('![](assets/示例.svg){alt="施工后的小广场"}',),
        right=_RIGHT,
    ),
    Rule(
        "M136",
        "图片宽度应为1%—100%的整数",
        "宽度按版心的百分之几计算，厘米和超过版心的宽度会把图印到页外。",
        "请改成百分数，例如 width=80%",
        wrong=(
            '![施工现场](assets/示例.svg){alt="施工后的小广场" width=8cm}',
            '![施工现场](assets/示例.svg){alt="施工后的小广场" width=120%}',
        ),
        right=_RIGHT,
    ),
)
